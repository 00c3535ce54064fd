package dev.whiskbook.magics.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.failure.ActionStack.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stack of a failed action")
class ActionStackTest {

  private static final String BODY =
      """
      function inner(x) {
        throw new Error('boom');
      }
      function main(p) { return inner(p); }
      """;

  private static final ActionSource SOURCE = new ActionSource("thrower", 4, 2, BODY, BODY);

  private static List<String> plain(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
  }

  @Test
  @DisplayName("is read from the log of the standalone server")
  void standalone() {
    var stack =
        ActionStack.of(
                "thrower",
                List.of(
                    "2026-01-02T03:04:05.678Z stdout: not this",
                    "2026-01-02T03:04:05.678Z stderr: Error: boom",
                    "2026-01-02T03:04:05.678Z stderr:     at inner (thrower.js:2:9)",
                    "2026-01-02T03:04:05.678123456Z     at main (thrower.js:4:27)"))
            .orElseThrow();
    assertEquals(
        new ActionStack("Error: boom", List.of(new Frame("inner", 2, 9), new Frame("main", 4, 27))),
        stack);
  }

  @Test
  @DisplayName("is read from what OpenWhisk's nodejs runtime logs, which evaluates the code")
  void nodejs() {
    var stack =
        ActionStack.of(
                "/guest/tools/thrower",
                List.of(
                    "Error: boom",
                    "    at inner (eval at initializeActionHandler (/nodejsAction/runner.js:83:23), <anonymous>:3:9)",
                    "    at new Thing (eval at initializeActionHandler (/nodejsAction/runner.js:83:23), <anonymous>:2:40)",
                    "    at NodeActionRunner.run (/nodejsAction/runner.js:112:31)",
                    "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)"))
            .orElseThrow();
    assertEquals(List.of(new Frame("inner", 2, 9), new Frame("Thing", 1, 25)), stack.frames());
  }

  @Test
  @DisplayName("is the last one, and none where the code does not occur")
  void last() {
    assertEquals(
        "B: later",
        ActionStack.of(
                "a", List.of("A: first", "    at main (a.js:1:1)", "B: later", "    at a.js:2:3"))
            .orElseThrow()
            .message());
    assertEquals(
        Optional.empty(), ActionStack.of("a", List.of("Error: x", "    at y (other.js:1:1)")));
    assertEquals(Optional.empty(), ActionStack.of("a", List.of()));
  }

  @Test
  @DisplayName("is shown with the lines of the cell, and a caret under the column")
  void explained() {
    var stack =
        new ActionStack("Error: boom", List.of(new Frame("inner", 2, 9), new Frame("main", 4, 27)));
    assertEquals(
        List.of(
            "  in cell 4, line 3: in inner",
            "  --> 3 |   throw new Error('boom');",
            "        |         ^",
            "  in cell 4, line 5: in main",
            "  --> 5 | function main(p) { return inner(p); }"),
        plain(SOURCE.explain(stack)));
  }

  @Test
  @DisplayName("of a function that was given its name counts the author's own lines and columns")
  void named() {
    String body = "\n\np => { throw new Error('x'); }\n";
    String code = "const main = (p => { throw new Error('x'); }\n);";
    var source = new ActionSource("a", 1, 2, body, code);
    assertEquals(
        List.of(
            "  in cell 1, line 4: in main",
            "  --> 4 | p => { throw new Error('x'); }",
            "        |        ^"),
        plain(source.explain(new ActionStack("", List.of(new Frame("main", 1, 22))))));
  }

  @Test
  @DisplayName("of an endless recursion is cut")
  void deep() {
    List<Frame> frames = java.util.Collections.nCopies(100, new Frame("f", 1, 1));
    List<String> lines = SOURCE.explain(new ActionStack("RangeError", frames));
    assertTrue(lines.size() < 15, lines.toString());
    assertEquals("  … and 95 more", lines.getLast());
  }
}
