package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.management.Throttle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A real server on a free port, and the requests that tests send it. */
final class TestServer implements AutoCloseable {
  private static final String NAMESPACE = "/api/v1/namespaces/_";

  private final HttpClient client = HttpClient.newHttpClient();
  private final StandaloneServer server;
  private final String authorization;
  private final String credentials;

  private TestServer(StandaloneServer server, StandaloneConfig config) {
    this.server = server;
    this.credentials = config.key().reveal();
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  static TestServer start() throws IOException {
    return start(StandaloneConfig.defaults());
  }

  static TestServer start(Throttle.Limits limits) throws IOException {
    StandaloneConfig defaults = StandaloneConfig.defaults();
    FrontConfig front = defaults.front();
    return start(
        new StandaloneConfig(
            new FrontConfig(
                front.host(),
                front.port(),
                front.identities(),
                limits,
                1,
                front.data(),
                front.tls()),
            defaults.pool(),
            defaults.chaos(),
            defaults.profile(),
            defaults.responseCache()));
  }

  static TestServer start(StandaloneConfig config) throws IOException {
    return new TestServer(StandaloneServer.start(config), config);
  }

  String apiHost() {
    return server.apiHost();
  }

  /** {@code UUID:KEY} of the first namespace. */
  String credentials() {
    return credentials;
  }

  HttpRequest.Builder anonymousRequest(String path) {
    return HttpRequest.newBuilder(URI.create(server.apiHost() + path))
        .timeout(Duration.ofSeconds(90));
  }

  HttpRequest.Builder request(String path) {
    return anonymousRequest(path).header("Authorization", authorization);
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(NAMESPACE + path).build());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(NAMESPACE + path).DELETE().build());
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return send(json(path).PUT(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(json(path).POST(BodyPublishers.ofString(body)).build());
  }

  /** Defines an action from its source, or replaces it. */
  void define(String name, String code, String limits) throws IOException, InterruptedException {
    var body = Json.object();
    body.putObject("exec").put("kind", "nodejs:default").put("code", code);
    body.set("limits", Json.MAPPER.readTree(limits));
    HttpResponse<String> reply = put("/actions/" + name + "?overwrite=true", body.toString());
    if (reply.statusCode() != 200) {
      throw new IllegalStateException("PUT of " + name + " failed: " + reply.body());
    }
  }

  /** Invokes an action and waits for its record. */
  JsonNode invoke(String name, String arguments) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(post("/actions/" + name + "?blocking=true", arguments).body());
  }

  /**
   * Has a container initialised for an action that returns at once if {@code ready} is set: on a
   * slow machine that alone may exceed a short time limit.
   */
  void awaitReady(String name) throws IOException, InterruptedException {
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

  private HttpRequest.Builder json(String path) {
    return request(NAMESPACE + path).header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
