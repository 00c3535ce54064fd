package dev.whiskbook.standalone;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.AuthKey;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.management.Throttle;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The standalone OpenWhisk as a program. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs an OpenWhisk in one process, until Ctrl-C.")
public final class Main implements Callable<Integer> {
  /** Keeps the key out of the process list. */
  static final String AUTH_VARIABLE = "WHISKBOOK_STANDALONE_AUTH";

  @Spec CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, takes any free one.")
  int port;

  @Option(
      names = "--auth",
      paramLabel = "UUID:KEY",
      description = {
        "Key of the namespace 'guest' (default: a random one).",
        "The environment variable " + AUTH_VARIABLE + " does the same unseen by `ps`."
      })
  String auth;

  @Mixin PoolOptions pool;
  @Mixin FaultOptions faults;

  @Option(
      names = "--child",
      description = {
        "Prints {\"apihost\":…,\"auth\":…} as one line once it listens, and nothing else,",
        "and ends when standard input ends: for a parent process."
      })
  boolean child;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    StandaloneConfig config = config();
    // Standard output is the parent's; whatever a library prints goes to standard error.
    PrintStream out = System.out;
    System.setOut(System.err);
    var stop = new CountDownLatch(1);
    try (var server = StandaloneServer.start(config)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::countDown));
      out.println(child ? announcement(server, config) : welcome(server, config));
      out.flush();
      if (child) {
        // A read of System.in holds its carrier thread, which the activations need.
        Thread.ofPlatform().daemon().start(() -> awaitEndOfInput(stop));
      }
      stop.await();
      return 0;
    } catch (UnknownHostException e) {
      return complain("The host '" + host + "' is no address of this machine.");
    } catch (RuntimeException e) {
      return complain(
          "Cannot listen on %s port %d: %s. Choose another --port, or 0 for any free one."
              .formatted(host, port, rootCause(e)));
    }
  }

  private StandaloneConfig config() {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port must be from 0 to 65535, not " + port + ".");
    }
    try {
      return new StandaloneConfig(
          new FrontConfig(host, port, List.of(new Identity("guest", key())), Throttle.Limits.NONE),
          pool.config(),
          faults.chaos(),
          faults.profile());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private AuthKey key() {
    String given = auth != null ? auth : System.getenv(AUTH_VARIABLE);
    try {
      return given == null ? AuthKey.random() : AuthKey.parse(given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static String announcement(StandaloneServer server, StandaloneConfig config) {
    return Json.object()
        .put("apihost", server.apiHost())
        .put("auth", config.key().reveal())
        .toString();
  }

  private static String welcome(StandaloneServer server, StandaloneConfig config) {
    return """
        OpenWhisk listens on %s. To use it with wsk:
          wsk property set --apihost %s --auth %s
        Stop it with Ctrl-C."""
        .formatted(server.apiHost(), server.apiHost(), config.key().reveal());
  }

  /** A parent's end, however it came about, closes its end of the pipe. */
  private static void awaitEndOfInput(CountDownLatch stop) {
    try {
      while (System.in.read() >= 0) {
        // what the parent writes has no meaning
      }
    } catch (IOException e) {
      // as good as its end
    }
    stop.countDown();
  }

  private int complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
    return 1;
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
