package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A server in a JVM of its own. */
final class ChildServer implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String api;
  private final String authorization;

  private ChildServer(Process process) throws IOException {
    this.process = process;
    JsonNode line = Json.MAPPER.readTree(process.inputReader().readLine());
    this.api = line.get("apihost").stringValue() + "/api/v1/namespaces/_";
    this.authorization =
        "Basic "
            + Base64.getEncoder().encodeToString(line.get("auth").stringValue().getBytes(UTF_8));
  }

  /** Starts one with JVM options (which begin with -X) and with options of its own. */
  static ChildServer start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    own.stream()
        .filter(a -> a.startsWith("-XX:+") || a.startsWith("--"))
        .filter(a -> !a.contains("AOT"))
        .forEach(command::add);
    Arrays.stream(options).filter(o -> o.startsWith("-X")).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("--child");
    Arrays.stream(options).filter(o -> !o.startsWith("-X")).forEach(command::add);
    return new ChildServer(new ProcessBuilder(command).start());
  }

  /** The next line of its standard error that holds a text. */
  String stderrLine(String text) throws IOException {
    String line = process.errorReader().readLine();
    while (!line.contains(text)) {
      line = process.errorReader().readLine();
    }
    return line;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void define(String name, String code, String limits) {
    define(name, "nodejs:default", code, "", limits);
  }

  void define(String name, String kind, String code, String main, String limits) {
    var body = Json.object();
    var exec = body.putObject("exec").put("kind", kind).put("code", code);
    if (!main.isEmpty()) {
      exec.put("main", main);
    }
    body.set("limits", Json.MAPPER.readTree(limits));
    JsonNode reply =
        send(request("/actions/" + name + "?overwrite=true").PUT(body(body.toString())));
    if (!reply.has("version")) {
      throw new IllegalStateException("PUT of " + name + " failed: " + reply);
    }
  }

  JsonNode invoke(String name, String arguments) {
    return send(request("/actions/" + name + "?blocking=true").POST(body(arguments)));
  }

  /**
   * Has a container initialised for an action that returns at once if {@code ready} is set: on a
   * slow machine that alone may exceed a short time limit.
   */
  void awaitReady(String name) {
    JsonNode record = invoke(name, "{\"ready\": true}");
    for (int again = 0; again < 50 && !isSuccess(record); again++) {
      record = invoke(name, "{\"ready\": true}");
    }
    if (!isSuccess(record)) {
      throw new IllegalStateException(name + " cannot be initialised: " + record);
    }
  }

  private static boolean isSuccess(JsonNode record) {
    return record.at("/response/success").asBoolean(false);
  }

  JsonNode logs(JsonNode record) {
    return send(request("/activations/" + record.get("activationId").stringValue() + "/logs").GET())
        .get("logs");
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return BodyPublishers.ofString(json);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .timeout(Duration.ofSeconds(90))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return Json.MAPPER.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.outputWriter().close();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(e -> process.destroyForcibly())
        .join();
  }
}
