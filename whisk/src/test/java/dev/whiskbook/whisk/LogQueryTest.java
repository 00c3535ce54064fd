package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The logs of a run")
class LogQueryTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  /** An answer whose record is stored, with a line of its logs. */
  private MockResponse logged(String status, JsonNode result, String line) {
    ObjectNode record = server.recordOf(status, result);
    record.putArray("logs").add("2026-01-02T03:04:05.600700800Z stdout: " + line);
    String id = record.path("activationId").stringValue();
    server.records.put(id, record);
    return FakeOpenWhisk.json(status.equals("success") ? 200 : 502, record.toString())
        .addHeader("x-openwhisk-activation-id", id)
        .build();
  }

  @Test
  @DisplayName("are lines in the order of action numbers, with the reasons of failures")
  void inOrder() throws Exception {
    server.invocation =
        args -> {
          int i = args.path("i").intValue();
          ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", "not one");
          return i == 1
              ? logged("application error", error, "hello 1")
              : logged("success", args, "hello " + i);
        };
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(3);

    Logs logs = whisk.logs(run).gather();

    assertEquals(
        List.of("hello 0", "hello 1", "not one", "hello 2"),
        logs.lines().stream().map(LogLine::text).toList());
    assertEquals(
        List.of("stdout", "stdout", "error", "stdout"),
        logs.lines().stream().map(LogLine::stream).toList());
    assertEquals(
        Optional.of(Instant.parse("2026-01-02T03:04:05.600700800Z")),
        logs.lines().getFirst().time());
    assertEquals(2, whisk.logs(run).failed().gather().lines().size());
    assertEquals(2, whisk.logs(run).status(Status.SUCCESS).gather().lines().size());
    assertEquals(
        List.of("hello 2"),
        whisk.logs(run).action(2).gather().lines().stream().map(LogLine::text).toList());
    Logs cut = whisk.logs(run).limit(1).gather();
    assertEquals(1, cut.lines().size());
    assertTrue(cut.warning().orElseThrow().contains("first 1 lines"), cut.toString());
    assertEquals(4, logs.table().rowCount());
  }

  @Test
  @DisplayName("of an action that was done with others are those of its activation")
  void ofAnItem() throws Exception {
    server.invocation =
        args ->
            logged(
                "success",
                JsonNodeFactory.instance.objectNode().set("results", args.path("items")),
                "from item " + args.path("items").get(0).path("i").intValue());
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).chunk(3).run(7);

    assertEquals(
        List.of("from item 3"),
        whisk.logs(run).action(5).gather().lines().stream().map(LogLine::text).toList());
    assertEquals(3, whisk.logs(run).gather().activations());
  }
}
