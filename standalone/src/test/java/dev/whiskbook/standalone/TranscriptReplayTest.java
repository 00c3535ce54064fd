package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@DisplayName("The server answers as a real OpenWhisk did")
class TranscriptReplayTest {
  private static final Pattern ACTION = Pattern.compile("/actions/([^/?]+)");
  private static final Pattern RECORDED_ID = Pattern.compile("/activations/([0-9a-f]{32})(?=/|$)");

  private static TestServer server;
  private static JsonNode actions;

  @BeforeAll
  static void start() throws IOException, URISyntaxException {
    server = TestServer.start();
    actions = Json.MAPPER.readTree(Files.readString(folder().resolve("actions.json")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> replays() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(Transcript::read)
          .toList()
          .stream()
          .map(t -> DynamicTest.dynamicTest(t.name(), () -> replay(t)));
    }
  }

  private static void replay(Transcript recorded) throws Exception {
    given(recorded);
    HttpResponse<String> got = server.send(request(recorded));
    assertAll(
        () -> assertEquals(recorded.status(), got.statusCode(), got.body()),
        () -> assertEquals(Masked.of(recorded.answer()), Masked.of(got.body())));
  }

  /** The action that the recording addresses is there, or not, as it was then. */
  private static void given(Transcript recorded) throws Exception {
    var action = ACTION.matcher(recorded.path());
    if (!action.find()) {
      return;
    }
    server.delete("/actions/" + action.group(1));
    boolean creates =
        recorded.method().equals("PUT")
            && recorded.status() == 200
            && !recorded.path().contains("overwrite=true");
    JsonNode known = actions.get(action.group(1));
    if (known != null && !creates && !absent(recorded)) {
      server.put("/actions/" + action.group(1), known.toString());
    }
  }

  private static boolean absent(Transcript recorded) {
    return Set.of("16-limits-timeout100", "19-delete-action-missing").contains(recorded.name());
  }

  private static HttpRequest request(Transcript recorded) throws Exception {
    String path = recorded.path();
    var id = RECORDED_ID.matcher(path);
    if (id.find() && recorded.status() == 200) {
      path = path.replace(id.group(1), activationLike(recorded));
    }
    String body = body(recorded);
    var request = recorded.authenticated() ? server.request(path) : server.anonymousRequest(path);
    request.method(recorded.method(), HttpRequest.BodyPublishers.ofString(body));
    String header = recorded.header().orElse("");
    if (header.contains(": ")) {
      request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }
    if (!body.isEmpty() && !recorded.name().equals("08-no-content-type")) {
      request.header(
          "Content-Type",
          recorded.name().equals("08-form")
              ? "application/x-www-form-urlencoded"
              : "application/json");
    }
    return request.build();
  }

  private static String body(Transcript recorded) {
    return switch (recorded.name()) {
      case "08-form" -> "name=bob";
      case "13-payload-1MiB-plus1" -> "{\"x\":\"" + "a".repeat((1 << 20) - 7) + "\"}";
      case "13-payload-3MiB" -> "{\"x\":\"" + "a".repeat(3 << 20) + "\"}";
      case "47-badutf8" -> "{\"s\":\"\ufffd\"}";
      default -> recorded.body();
    };
  }

  /** An activation of our own whose record, result or logs the recording shows. */
  private static String activationLike(Transcript recorded) throws Exception {
    String name =
        switch (recorded.name()) {
          case "10-err-syntax-activation" -> "syntax";
          case "49-guest-ns", "49-slash" -> "add";
          case "41-node-latelog-logs" -> "nlatelog";
          default -> "hello";
        };
    server.put("/actions/" + name, actions.get(name).toString());
    String arguments = name.equals("add") ? "{\"n\":5}" : "{\"name\":\"bob\"}";
    return Json.MAPPER
        .readTree(server.post("/actions/" + name + "?blocking=true", arguments).body())
        .get("activationId")
        .stringValue();
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(TranscriptReplayTest.class.getResource("/transcripts").toURI());
  }
}
