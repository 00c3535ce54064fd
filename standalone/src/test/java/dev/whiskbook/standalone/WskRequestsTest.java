package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.AuthKey;
import dev.whiskbook.standalone.http.Identity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Replays what the official command line client sent; the resources' README says where from. */
@DisplayName("wsk understands the answers")
class WskRequestsTest {
  private static final Pattern ACTIVATION = Pattern.compile("/activations/[0-9a-f]{32}");

  /** {@code wsk create} of these finds nothing there; all else is there before. */
  private static final Pattern CREATED =
      Pattern.compile("/(actions|packages|triggers|rules)/([^?]+)\\?overwrite=false");

  private static final AuthKey SYSTEM_KEY = AuthKey.random();

  private static TestServer server;
  private static String activationId;

  @BeforeAll
  static void start() throws Exception {
    StandaloneConfig defaults = StandaloneConfig.defaults();
    FrontConfig front = defaults.front();
    server =
        TestServer.start(
            new StandaloneConfig(
                new FrontConfig(
                    front.host(),
                    front.port(),
                    List.of(
                        front.identities().getFirst(), new Identity("whisk.system", SYSTEM_KEY)),
                    front.limits(),
                    1,
                    front.data(),
                    front.tls()),
                defaults.pool(),
                defaults.chaos(),
                defaults.profile(),
                defaults.responseCache()));
    restore();
    activationId = server.invoke("pi", "{}").get("activationId").stringValue();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> commands() throws IOException, URISyntaxException {
    JsonNode differences = Json.MAPPER.readTree(Files.readString(file("differences.json")));
    return lines("requests.jsonl").stream()
        .filter(c -> !differences.has(c.get("command").stringValue()))
        .map(c -> DynamicTest.dynamicTest(c.get("command").stringValue(), () -> replay(c)));
  }

  private static void replay(JsonNode command) throws IOException, URISyntaxException {
    restore();
    for (JsonNode request : command.get("requests")) {
      removeWhatItCreates(request);
    }
    for (JsonNode request : command.get("requests")) {
      RawHttp.Answer answer = send(request);
      String what = request.get("method").stringValue() + " " + request.get("path").stringValue();
      int expected = request.get("answered").intValue();
      assertEquals(kind(expected), kind(answer.status()), what + ": " + answer);
      if (!answer.body().isEmpty() && !answer.body().equals("OK")) {
        readable(answer, what);
      }
      if (answer.status() >= 400) {
        assertEquals(expected, answer.status(), "the exit code is the status modulo 256");
      }
    }
  }

  private static void removeWhatItCreates(JsonNode request) throws IOException {
    var created = CREATED.matcher(request.get("path").stringValue());
    if (created.find() && request.get("answered").intValue() == 200) {
      var delete = Json.object().put("method", "DELETE");
      send(
          delete.put(
              "path",
              "/api/v1/namespaces/_/%s/%s?force=true"
                  .formatted(created.group(1), created.group(2))));
    }
  }

  /** An error needs a text and a code; a failed activation is known by 502 and no code. */
  private static void readable(RawHttp.Answer answer, String what) {
    JsonNode body = Json.MAPPER.readTree(answer.body());
    boolean invocation = answer.headers().containsKey("x-openwhisk-activation-id");
    if (answer.status() >= 400 && !invocation) {
      assertTrue(body.get("error").isString() && body.has("code"), what + ": " + answer.body());
    }
    if (answer.status() == 502) {
      assertTrue(!body.has("code"), what + ": " + answer.body());
    }
    if (what.matches("GET .*/(actions|packages|triggers|rules|activations)/?\\?.*limit=.*")) {
      assertTrue(body.isArray(), what + ": " + answer.body());
    }
    if (what.matches("GET .*code=true.*") && answer.status() == 200) {
      assertTrue(body.get("exec").get("binary").isBoolean(), "--save needs exec.binary");
    }
  }

  /** Success is success; the various failures are told apart. */
  private static int kind(int status) {
    return status < 300 && status != 202 ? 200 : status;
  }

  private static RawHttp.Answer send(JsonNode request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "OpenWhisk-CLI/1.0 (not set) linux amd64");
    headers.put(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(key(request).getBytes(UTF_8)));
    headers.put("Accept-Encoding", "gzip");
    request
        .optional("contentType")
        .ifPresent(type -> headers.put("Content-Type", type.stringValue()));
    String body =
        request.has("body") ? request.get("body") + "\n" : request.path("body_raw").asString("");
    String path =
        ACTIVATION
            .matcher(request.get("path").stringValue())
            .replaceAll("/activations/" + activationId);
    return RawHttp.send(
        server.apiHost(), request.get("method").stringValue(), path, headers, body.getBytes(UTF_8));
  }

  private static String key(JsonNode request) {
    return request.has("owner") ? SYSTEM_KEY.reveal() : server.credentials();
  }

  /** All entities are as they were at the start, and no others. */
  private static void restore() throws IOException, URISyntaxException {
    for (String collection : List.of("rules", "triggers", "actions", "packages")) {
      String path = "/api/v1/namespaces/_/" + collection;
      var list = Json.object().put("method", "GET").put("path", path + "?limit=0");
      for (JsonNode entity : Json.MAPPER.readTree(send(list).body())) {
        String folder = entity.get("namespace").stringValue() + "/";
        String name = folder.substring(folder.indexOf('/') + 1) + entity.get("name").stringValue();
        var delete = Json.object().put("method", "DELETE");
        send(delete.put("path", path + "/" + name.replace(" ", "%20") + "?force=true"));
      }
    }
    for (JsonNode entity : lines("entities.jsonl")) {
      RawHttp.Answer answer = put(entity);
      assertEquals(200, answer.status(), entity + ": " + answer.body());
    }
  }

  private static RawHttp.Answer put(JsonNode entity) throws IOException {
    var request = Json.object().put("method", "PUT").put("contentType", "application/json");
    request.put(
        "path", "/api/v1/namespaces/_" + entity.get("path").stringValue() + "?overwrite=true");
    request.set("body", entity.get("body"));
    if (entity.has("owner")) {
      request.set("owner", entity.get("owner"));
    }
    return send(request);
  }

  private static List<JsonNode> lines(String name) throws IOException, URISyntaxException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file(name))) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  private static Path file(String name) throws URISyntaxException {
    return Path.of(WskRequestsTest.class.getResource("/wsk").toURI()).resolve(name);
  }
}
