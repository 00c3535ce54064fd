package dev.whiskbook.standalone.container.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.container.Archive;
import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * One process, which listens on a loopback port that it announces in its first line. Several
 * activations at once share it if it is Node.js.
 */
final class ProcessContainer implements Container {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final int OUT_OF_MEMORY =
      3; // of a JVM with ExitOnOutOfMemoryError, and of launcher.py

  private final String id;
  private final Process process;
  private final Path folder;
  private final HttpClient client;
  private final StreamReader stdout;
  private final StreamReader stderr;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private ProcessContainer(String id, Process process, Path folder, HttpClient client) {
    this.id = id;
    this.process = process;
    this.folder = folder;
    this.client = client;
    this.stdout =
        new StreamReader(
            LogSink.Stream.STDOUT,
            new InputStreamReader(process.getInputStream(), UTF_8),
            id,
            line -> port.complete(line.matches("\\d{1,5}") ? Integer.parseInt(line) : -1));
    this.stderr =
        new StreamReader(
            LogSink.Stream.STDERR,
            new InputStreamReader(process.getErrorStream(), UTF_8),
            id,
            line -> {});
  }

  /** Starts a process; it has nothing of our environment but the PATH. */
  static ProcessContainer start(String id, List<String> command, Path folder, HttpClient client)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", folder.toString());
    environment.put("LANG", "C.UTF-8");
    Process process = builder.start();
    var container = new ProcessContainer(id, process, folder, client);
    var _ = process.onExit().thenRun(() -> container.port.complete(-1));
    return container;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Outcome init(
      String name, Exec exec, Map<String, String> environment, LogSink logs, Duration timeout)
      throws InterruptedException {
    var value =
        Json.object()
            .put("name", name)
            .put("main", exec.entryPoint())
            .put("code", exec.code())
            .put("binary", exec.binary());
    var env = value.putObject("env");
    environment.forEach(env::put);
    if (exec.binary() && !exec.kind().startsWith("java:")) {
      try {
        value.put("folder", unpack(exec.code()).toString()).put("code", "");
      } catch (IllegalArgumentException | IOException e) {
        return new Outcome.Failed(
            Json.object()
                .put("error", "Initialization has failed due to: " + e.getMessage())
                .toString());
      }
    }
    var body = Json.object();
    body.set("value", value);
    return post("/init", "", body, logs, timeout);
  }

  @Override
  public CompletableFuture<Outcome> run(
      String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout) {
    var body = Json.object();
    // OpenWhisk's names for what changes from activation to activation: __OW_ACTIVATION_ID and so
    // on.
    environment.forEach(
        (key, value) -> body.put(key.replaceFirst("^__OW_", "").toLowerCase(Locale.ROOT), value));
    body.putRawValue("value", new RawValue(argumentsJson));
    String id = environment.getOrDefault("__OW_ACTIVATION_ID", "");
    var outcome = new CompletableFuture<Outcome>();
    Thread.startVirtualThread(
        () -> {
          try {
            outcome.complete(post("/run", id, body, logs, timeout));
          } catch (InterruptedException | RuntimeException | Error e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome;
  }

  @Override
  public void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    Folders.delete(folder);
  }

  /**
   * @param id whose output it is; empty for the initialisation's
   */
  private Outcome post(String path, String id, ObjectNode body, LogSink logs, Duration timeout)
      throws InterruptedException {
    stdout.begin(id, logs);
    stderr.begin(id, logs);
    try {
      int listening = awaitPort();
      if (listening < 0) {
        return exited(id);
      }
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listening + path))
                  .timeout(timeout)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body.toString()))
                  .build(),
              BodyHandlers.ofString(UTF_8));
      awaitOutput(id);
      return answer.statusCode() == 200
          ? new Outcome.Answered(answer.body())
          : new Outcome.Failed(answer.body());
    } catch (HttpTimeoutException e) {
      return new Outcome.TimedOut();
    } catch (IOException e) {
      return exited(id);
    } finally {
      stdout.forget(id);
      stderr.forget(id);
    }
  }

  private void awaitOutput(String id) throws InterruptedException {
    stdout.end(id);
    stderr.end(id);
  }

  private int awaitPort() throws InterruptedException {
    try {
      return port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return -1;
    }
  }

  private Outcome exited(String id) throws InterruptedException {
    boolean ended = process.waitFor(LAST_WORDS);
    awaitOutput(id);
    boolean outOfMemory =
        stderr.saidOutOfMemory() || (ended && process.exitValue() == OUT_OF_MEMORY);
    return outOfMemory ? new Outcome.MemoryExhausted() : new Outcome.Exited();
  }

  private Path unpack(String base64) throws IOException {
    Path action = Files.createDirectories(folder.resolve("action"));
    for (Map.Entry<String, byte[]> file : Archive.unzip(base64).entrySet()) {
      Path path = action.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return action;
  }
}
