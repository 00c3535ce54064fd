package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.StandaloneProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The embedded OpenWhisk as a child process. It ends with this JVM however that ends, because it
 * reads its standard input and stops at the end of it. If it dies by itself it is started again at
 * once, at the same address and with the same key, so that runs under way find it again.
 *
 * <p>The contract with the child: the key comes in the environment variable {@value
 * #AUTH_VARIABLE}, never in an argument, which others could read; its first line on standard output
 * is {@code {"apihost": …, "auth": …}}.
 */
public final class StandaloneServer implements AutoCloseable, Supplier<Target> {
  /** The variable through which the child gets its key. */
  public static final String AUTH_VARIABLE = "WHISKBOOK_STANDALONE_AUTH";

  private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
  private static final int STARTS_IN_WINDOW = 4;

  private final List<String> command;
  private final Map<String, String> environment;
  // Guarded by this.
  private final Deque<Instant> starts = new ArrayDeque<>();
  private StandaloneProcess process;
  private boolean closed;

  private StandaloneServer(List<String> command, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.starts.add(Instant.now());
    this.process = launch(this.command, this.environment);
  }

  /**
   * Starts the server and returns at once.
   *
   * @param command the command line
   * @param environment variables beyond this process's own; a random key is added unless {@value
   *     #AUTH_VARIABLE} is there
   */
  public static StandaloneServer start(List<String> command, Map<String, String> environment) {
    return new StandaloneServer(command, environment);
  }

  /**
   * Where the server is; waits until it is up, and starts it again if it has died since.
   *
   * @throws WhiskException with the end of its standard error if it does not start
   */
  public Target target() {
    return current().target();
  }

  @Override
  public Target get() {
    return target();
  }

  /** Where the server is if it is up by now; never waits. */
  public synchronized Optional<Target> targetNow() {
    return process.isAlive() ? process.targetNow() : Optional.empty();
  }

  /** The process's id, if it lives; never waits. */
  public synchronized OptionalLong pid() {
    return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
  }

  /** Ends the server and waits until it is gone. */
  @Override
  public synchronized void close() {
    closed = true;
    process.close();
  }

  private synchronized StandaloneProcess current() {
    if (closed) {
      throw new WhiskException(
          WhiskException.Problem.STANDALONE, "The embedded OpenWhisk was closed.");
    }
    if (!process.isAlive()) {
      restart();
    }
    return process;
  }

  private StandaloneProcess launch(List<String> line, Map<String, String> variables) {
    StandaloneProcess started = StandaloneProcess.start(line, variables);
    started.onExit(() -> revive(started));
    return started;
  }

  /** Whoever died before it was up is asked for what it said, and started when it is needed. */
  private synchronized void revive(StandaloneProcess dead) {
    if (!closed && process == dead && dead.targetNow().isPresent() && !diesTooOften()) {
      restart();
    }
  }

  private boolean diesTooOften() {
    Instant now = Instant.now();
    starts.removeIf(start -> start.isBefore(now.minus(RESTART_WINDOW)));
    return starts.size() >= STARTS_IN_WINDOW;
  }

  private void restart() {
    if (diesTooOften()) {
      throw new WhiskException(
          WhiskException.Problem.STANDALONE,
          "The embedded OpenWhisk ended %d times within a minute and is left alone for now.%s"
              .formatted(starts.size(), process.lastWords()));
    }
    process.close();
    starts.add(Instant.now());
    List<String> line = new ArrayList<>(command);
    Map<String, String> variables = new HashMap<>(environment);
    process
        .targetNow()
        .ifPresent(
            last -> {
              line.addAll(List.of("--port", Integer.toString(last.apihost().getPort())));
              variables.put(AUTH_VARIABLE, last.auth());
            });
    process = launch(line, variables);
  }
}
