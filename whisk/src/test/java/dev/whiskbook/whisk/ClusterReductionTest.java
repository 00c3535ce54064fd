package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A reduction on the cluster")
class ClusterReductionTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();

  /** What the reducer was called with: its level, and how many values. */
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  private Run words(int n) throws InterruptedException {
    return whisk.fanOut("pi").args((i, m) -> Map.of("word", "w" + i)).run(n);
  }

  /** Joins words, as an action would. */
  private void joins() {
    server.invocation =
        args -> {
          JsonNode results = args.path("results");
          calls.add(
              "level %d: %d%s"
                  .formatted(
                      args.path("level").intValue(),
                      results.size(),
                      args.path("last").booleanValue() ? ", last" : ""));
          List<String> words =
              results.values().stream().map(r -> r.path("word").stringValue()).toList();
          return server.success(value(word(String.join(" ", words))));
        };
  }

  private static ObjectNode word(String word) {
    return JsonNodeFactory.instance.objectNode().put("word", word);
  }

  private static ObjectNode value(JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set("value", value);
  }

  @Test
  @DisplayName("keeps the order, level by level")
  void keepsOrder() throws Exception {
    Run run = words(10);
    joins();

    Reduction<JsonNode> reduced = whisk.reduction("pi").arity(4).of(run);

    assertEquals("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9", reduced.value().path("word").stringValue());
    assertTrue(reduced.complete());
    assertEquals(
        List.of("level 0: 2", "level 0: 4", "level 0: 4", "level 1: 3, last"),
        calls.stream().sorted().toList());
  }

  @Test
  @DisplayName("of one result calls the reducer once, as a reduction here would")
  void ofOne() throws Exception {
    Run run = words(1);
    joins();

    assertEquals("w0", whisk.reduction("pi").of(run).value().path("word").stringValue());
    assertEquals(List.of("level 0: 1, last"), calls);
  }

  @Test
  @DisplayName("sends no more together than the server takes")
  void respectsThePayloadLimit() throws Exception {
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("word", i + "x".repeat(300_000))).run(7);
    server.invocation =
        args -> {
          int bytes = args.toString().length();
          calls.add(bytes <= 1_048_576 ? "fits" : "too large: " + bytes);
          int count =
              args.path("results").values().stream()
                  .mapToInt(r -> r.path("count").intValue(1))
                  .sum();
          return server.success(value(JsonNodeFactory.instance.objectNode().put("count", count)));
        };

    assertEquals(7, whisk.reduction("pi").of(run).value().path("count").intValue());
    assertEquals(List.of("fits", "fits", "fits", "fits"), calls);
  }

  @Test
  @DisplayName("says which level and which actions it failed on, and why")
  void saysWhatFailed() throws Exception {
    Run run = words(10);
    server.invocation =
        args ->
            args.toString().contains("w5")
                ? server.record(
                    502,
                    "action developer error",
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("error", "An error has occurred: TypeError"))
                : server.success(value(word("fine")));

    WhiskException e =
        assertThrows(WhiskException.class, () -> whisk.reduction("pi").arity(4).of(run));

    assertTrue(
        e.getMessage().contains("failed at level 0 on the values from action 4 to 7"),
        e.getMessage());
    assertTrue(e.getMessage().contains("TypeError"), e.getMessage());
  }

  @Test
  @DisplayName("that does not get smaller ends in a sentence")
  void thatDoesNotGetSmaller() throws Exception {
    Run run = words(4);
    server.invocation = args -> server.success(value(word("x".repeat(700_000))));

    WhiskException e =
        assertThrows(WhiskException.class, () -> whisk.reduction("pi").arity(2).of(run));

    assertTrue(e.getMessage().contains("does not get smaller"), e.getMessage());
  }

  @Test
  @DisplayName("says what is missing, and does without it")
  void saysWhatIsMissing() throws Exception {
    server.invocation =
        args ->
            args.path("word").stringValue().equals("w2")
                ? server.record(
                    502,
                    "application error",
                    JsonNodeFactory.instance.objectNode().put("error", "no"))
                : server.success(args);
    Run run = words(5);
    joins();

    Reduction<JsonNode> reduced = whisk.reduction("pi").arity(2).of(run);

    assertEquals("w0 w1 w3 w4", reduced.value().path("word").stringValue());
    assertEquals(2, reduced.missing().getFirst().i());
  }
}
