package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.whiskbook.whisk.WhiskException.Problem;
import dev.whiskbook.whisk.internal.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Arguments are checked before anything is invoked, and the action number is named. */
class ArgumentsTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  record Points(int points, double radius) {}

  @Test
  void mapsRecordsAndJsonNodesAllDo() throws Exception {
    ObjectNode node = Json.MAPPER.createObjectNode().put("points", 3);
    List<Object> kinds = List.of(Map.of("points", 1), new Points(2, 0.5), node);

    Run run = whisk.fanOut("pi").args(kinds).seed(1).run(3);

    assertEquals(
        List.of(1, 2, 3), run.values().stream().map(v -> v.path("points").intValue()).toList());
    assertEquals("{\"points\":3}", node.toString());
  }

  @Test
  void argumentsThatAreNoObjectAreNamedWithTheirNumber() {
    assertEquals(
        "The arguments of action 3 must be a JSON object, such as {\"points\": 1000}, but are the number 7.",
        refusal((i, n) -> i == 3 ? 7 : Map.of()));
    assertEquals(
        "The arguments of action 0 must be a JSON object, such as {\"points\": 1000}, but are the array [1,2].",
        refusal((i, n) -> List.of(1, 2)));
    assertEquals(
        "The arguments of action 1 must be a JSON object, such as {\"points\": 1000}, but are nothing at all.",
        refusal((i, n) -> i == 1 ? null : Map.of()));
  }

  @Test
  void theLastByteThatFitsIsSentAndOneMoreIsNot() throws Exception {
    int frame = "{\"x\":\"\"}".length();
    String fits = "x".repeat(1_048_576 - frame);

    assertEquals(
        1_048_576,
        whisk
            .fanOut("pi")
            .args((i, n) -> Map.of("x", fits))
            .run(1)
            .attempts()
            .getFirst()
            .payloadBytes());
    server.invocations.set(0);
    assertEquals(
        "The arguments of action 4 are 1,048,577 bytes of JSON, but the server takes at most 1,048,576. Pass less, or where to find it.",
        refusal((i, n) -> Map.of("x", i == 4 ? fits + "x" : "")));
  }

  @Test
  void whatAGeneratorThrowsComesThrough() {
    ArgsGenerator broken =
        (i, n) -> {
          throw new ArithmeticException("/ by zero");
        };

    assertThrows(ArithmeticException.class, () -> whisk.fanOut("pi").args(broken).run(1));
  }

  @Test
  void argumentsBeyondMemorysShareAreSentAllTheSame() throws Exception {
    String big = "x".repeat(900_000);

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i, "x", big)).concurrency(4).run(45);

    assertEquals(45, run.values().size());
    assertEquals(44, run.values().getLast().path("i").intValue());
    assertEquals(900_000, run.values().getLast().path("x").stringValue().length());
  }

  private String refusal(ArgsGenerator args) {
    WhiskException e =
        assertThrows(WhiskException.class, () -> whisk.fanOut("pi").args(args).run(8));
    assertEquals(Problem.ARGUMENTS, e.problem());
    assertEquals(0, server.invocations.get());
    return e.getMessage();
  }
}
