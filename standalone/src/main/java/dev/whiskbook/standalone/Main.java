package dev.whiskbook.standalone;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.status.LogFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final System.Logger LOG = System.getLogger(Main.class.getName());
  private static final int OUT_OF_MEMORY = 3;

  @Spec CommandSpec spec;

  @Mixin FrontOptions front;
  @Mixin PoolOptions pool;
  @Mixin FaultOptions faults;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "The server's log on standard error: text (default) or json lines.")
  LogFormat logFormat;

  @Option(
      names = {"-v", "--verbose"},
      description = "Logs a line for each activation.")
  boolean verbose;

  @Option(
      names = "--write-wskprops",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description = {
        "Sets APIHOST and AUTH in this file of properties once the server listens;",
        "without FILE in the one that wsk reads: $WSK_CONFIG_FILE, or ~/.wskprops."
      })
  String wskProps;

  @Option(
      names = "--shutdown-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long running activations may take to end on SIGTERM (default: ${DEFAULT-VALUE}).")
  int shutdownSeconds;

  @Option(
      names = "--child",
      description = {
        "Prints {\"apihost\":…,\"auth\":…} as one line once it listens, and nothing else,",
        "and ends when standard input ends: for a parent process."
      })
  boolean child;

  /** True once the parent is gone: nobody waits for what is running. */
  private volatile boolean orphaned;

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    StandaloneConfig config = config();
    logFormat.install(verbose);
    // Standard output is the parent's; whatever a library prints goes to standard error.
    PrintStream out = System.out;
    System.setOut(System.err);
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (var server = StandaloneServer.start(config)) {
      if (wskProps != null) {
        WskProps.write(wskPropsFile(), server.apiHost(), config.key().reveal());
      }
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(stop, stopped)));
      out.println(child ? announcement(server, config) : welcome(server, config));
      out.flush();
      if (child) {
        // A read of System.in holds its carrier thread, which the activations need.
        Thread.ofPlatform().daemon().start(() -> awaitEndOfInput(stop));
      }
      stop.await();
      if (!orphaned && !server.drain(Duration.ofSeconds(shutdownSeconds))) {
        System.err.println(
            "Some activations were still running after %d s and were ended: see --shutdown-timeout."
                .formatted(shutdownSeconds));
      }
      return 0;
    } catch (UnknownHostException e) {
      return complain("The host '" + front.host + "' is no address of this machine.");
    } catch (IOException e) {
      return complain("The file for wsk cannot be written: " + e.getMessage() + ".");
    } catch (DataFolderException e) {
      return complain(e.getMessage());
    } catch (RuntimeException e) {
      return complain(
          "Cannot listen on %s port %d: %s. Choose another --port, or 0 for any free one."
              .formatted(front.host, front.port, rootCause(e)));
    } finally {
      stopped.countDown();
    }
  }

  /** The process lives until its hooks return, so this one waits for the orderly end. */
  private void end(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(shutdownSeconds + 10L, TimeUnit.SECONDS)) {
        System.err.println("The server did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path wskPropsFile() {
    if (!wskProps.isEmpty()) {
      return Path.of(wskProps);
    }
    String named = System.getenv("WSK_CONFIG_FILE");
    return named == null || named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".wskprops")
        : Path.of(named);
  }

  private StandaloneConfig config() {
    try {
      return new StandaloneConfig(
          front.config(), pool.config(), faults.chaos(), faults.profile(), pool.responseCache);
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
    var text =
        new StringBuilder(
            """
            OpenWhisk listens on %s. To use it with wsk:
              wsk property set --apihost %s --auth %s
            """
                .formatted(server.apiHost(), server.apiHost(), config.key().reveal()));
    config.front().identities().stream()
        .skip(1)
        .forEach(i -> text.append("Namespace %s: %s%n".formatted(i.namespace(), i.key().reveal())));
    return text.append("Stop it with Ctrl-C.").toString();
  }

  /** A parent's end, however it came about, closes its end of the pipe. */
  private void awaitEndOfInput(CountDownLatch stop) {
    try {
      while (System.in.read() >= 0) {
        // what the parent writes has no meaning
      }
    } catch (IOException e) {
      // as good as its end
    }
    orphaned = true;
    stop.countDown();
  }

  private int complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
    return 1;
  }

  /** A server without memory for its own threads is better started again. */
  private static void uncaught(Thread thread, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
    LOG.log(System.Logger.Level.ERROR, "Thread " + thread.getName() + " failed", e);
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
