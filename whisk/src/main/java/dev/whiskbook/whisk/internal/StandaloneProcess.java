package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.StandaloneServer;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One life of the embedded OpenWhisk. */
public final class StandaloneProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StandaloneProcess.class.getName());
  private static final int STDERR_LINES = 20;
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 3;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final String KEY_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int KEY_LENGTH = 64;

  private final Process process;
  private final CompletableFuture<Target> target = new CompletableFuture<>();
  // Guarded by itself.
  private final Deque<String> stderr = new ArrayDeque<>();

  // Platform threads: a read of a pipe holds its carrier, and two of these would be all that a
  // machine of two cores has for the virtual threads of the fan-out.
  private final Thread stderrReader =
      Thread.ofPlatform().daemon().name("standalone stderr").unstarted(this::readStderr);

  private StandaloneProcess(Process process) {
    this.process = process;
  }

  /** Starts the child; returns before it is up. */
  public static StandaloneProcess start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().computeIfAbsent(StandaloneServer.AUTH_VARIABLE, variable -> randomKey());
    try {
      StandaloneProcess started = new StandaloneProcess(builder.start());
      started.stderrReader.start();
      Thread.ofPlatform().daemon().name("standalone stdout").start(started::readStdout);
      return started;
    } catch (IOException e) {
      throw new WhiskException(
          WhiskException.Problem.STANDALONE,
          "The embedded OpenWhisk cannot be started: %s.".formatted(e.getMessage()),
          e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Has something done, on a thread of its own, when the child has ended. */
  public void onExit(Runnable then) {
    Thread.startVirtualThread(
        () -> {
          process.onExit().join();
          then.run();
        });
  }

  /** The target if the child is up, or was. */
  public Optional<Target> targetNow() {
    return target.isDone() && !target.isCompletedExceptionally()
        ? Optional.of(target.join())
        : Optional.empty();
  }

  /** The target, once the child is up. */
  public Target target() {
    try {
      return target.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WhiskException(
          WhiskException.Problem.STANDALONE,
          "Interrupted while the embedded OpenWhisk was starting.",
          e);
    } catch (ExecutionException e) {
      throw (WhiskException) e.getCause();
    } catch (TimeoutException e) {
      throw new WhiskException(
          WhiskException.Problem.STANDALONE,
          "The embedded OpenWhisk did not come up within %d s.%s"
              .formatted(START_SECONDS, lastWords()),
          e);
    }
  }

  /** The end of the child's standard error as a clause for a message; empty if it was silent. */
  public String lastWords() {
    synchronized (stderr) {
      return stderr.isEmpty() ? "" : " Its last words were:\n" + String.join("\n", stderr);
    }
  }

  /** Lets the child end by itself, then makes it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the embedded OpenWhisk had closed its input", e);
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void readStdout() {
    try (BufferedReader lines = process.inputReader()) {
      String first = lines.readLine();
      if (first != null) {
        target.complete(parse(first));
      }
      // Read on, or the child would block once the pipe is full.
      while (lines.readLine() != null) {}
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the embedded OpenWhisk closed its output", e);
    } catch (RuntimeException e) {
      target.completeExceptionally(
          new WhiskException(
              WhiskException.Problem.STANDALONE,
              "The embedded OpenWhisk announced itself in a way that is not understood.",
              e));
    }
    if (!target.isDone()) {
      target.completeExceptionally(
          new WhiskException(
              WhiskException.Problem.STANDALONE,
              "The embedded OpenWhisk ended before it was up (exit code %s).%s"
                  .formatted(exitCode(), lastWords())));
    }
  }

  private static Target parse(String line) {
    try {
      JsonNode ready = Json.MAPPER.readTree(line);
      return Target.of(ready.path("apihost").asString(), ready.path("auth").asString())
          .withName("standalone");
    } catch (JacksonException e) {
      // Without the line: it may hold the key.
      throw new IllegalArgumentException("not a line of JSON", e.getCause());
    }
  }

  private void readStderr() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (stderr) {
          stderr.addLast(line);
          if (stderr.size() > STDERR_LINES) {
            stderr.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the embedded OpenWhisk closed its standard error", e);
    }
  }

  /** Also waits for the child's last words, which come by another pipe than its end. */
  private String exitCode() {
    try {
      stderrReader.join(LAST_WORDS);
      return process.waitFor(LAST_WORDS) ? Integer.toString(process.exitValue()) : "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String randomKey() {
    SecureRandom random = new SecureRandom();
    StringBuilder key = new StringBuilder(UUID.randomUUID().toString()).append(':');
    random
        .ints(KEY_LENGTH, 0, KEY_CHARACTERS.length())
        .forEach(at -> key.append(KEY_CHARACTERS.charAt(at)));
    return key.toString();
  }
}
