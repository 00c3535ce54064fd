package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is expected is what Node.js 20.20 printed for the same lines. */
@DisplayName("The console of an action")
class ConsoleTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void draws_tables() throws Exception {
    assertEquals(
        """
        ┌─────────┬────┬─────┬──────┐
        │ (index) │ a  │ b   │ c    │
        ├─────────┼────┼─────┼──────┤
        │ 0       │ 1  │ 'x' │      │
        │ 1       │ 22 │     │ true │
        └─────────┴────┴─────┴──────┘
        ┌─────────┬───┬────────┐
        │ (index) │ x │ Values │
        ├─────────┼───┼────────┤
        │ 0       │   │ 1      │
        │ 1       │   │ 'two'  │
        │ 2       │ 3 │        │
        └─────────┴───┴────────┘
        ┌─────────┬───┐
        │ (index) │ b │
        ├─────────┼───┤
        │ r1      │ 2 │
        └─────────┴───┘
        ┌───────────────────┬─────┬──────────┐
        │ (iteration index) │ Key │ Values   │
        ├───────────────────┼─────┼──────────┤
        │ 0                 │ 'k' │ 1        │
        │ 1                 │ 'l' │ { z: 2 } │
        └───────────────────┴─────┴──────────┘
        ┌─────────┐
        │ (index) │
        ├─────────┤
        └─────────┘
        5""",
        printedBy(
            """
            console.table([{a: 1, b: 'x'}, {a: 22, c: true}]);
            console.table([1, 'two', {x: 3}]);
            console.table({r1: {a: 1, b: 2}}, ['b']);
            console.table(new Map([['k', 1], ['l', {z: 2}]]));
            console.table([]);
            console.table(5);
            """));
  }

  @Test
  void indents_groups() throws Exception {
    assertEquals(
        """
        G x
          in
          side
            deeper
          back
        out""",
        printedBy(
            """
            console.group('G %s', 'x');
            console.log('in\\nside');
            console.group();
            console.warn('deeper');
            console.groupEnd();
            console.info('back');
            console.groupEnd();
            console.groupEnd();
            console.log('out');
            """));
  }

  @Test
  void counts_and_asserts() throws Exception {
    assertEquals(
        """
        default: 1
        a: 1
        default: 2
        default: 1
        (node:1) Warning: Count for 'zz' does not exist
        Assertion failed
        Assertion failed: x 1""",
        printedBy(
            """
            console.count();
            console.count('a');
            console.count();
            console.countReset();
            console.count();
            console.countReset('zz');
            console.assert(true, 'no');
            console.assert(false);
            console.assert(false, 'x %s', 1);
            """));
  }

  @Test
  void takes_times() throws Exception {
    String printed =
        printedBy(
            """
            console.time('t');
            console.time('t');
            console.timeLog('t', 1, 'x');
            console.timeEnd('t');
            console.timeEnd('t');
            """);
    assertTrue(
        printed.matches(
            """
            \\(node:1\\) Warning: Label 't' already exists for console.time\\(\\)
            t: \\d+\\.\\d{3}ms 1 x
            t: \\d+\\.\\d{3}ms
            \\(node:1\\) Warning: No such label 't' for console.timeEnd\\(\\)"""),
        printed);
  }

  @Test
  void shows_objects_as_deep_as_is_asked() throws Exception {
    assertEquals(
        """
        { a: { b: { c: [Object] } } }
        { a: [Object] }
        {
          a: { b: { c: { d: 1 } } }
        }
        { a: { b: { c: [Object] } } }
        { a: { b: [Object] } }
        { a: 1 } [ 2 ]""",
        printedBy(
            """
            const deep = {a: {b: {c: {d: 1}}}};
            console.dir(deep);
            console.dir(deep, {depth: 0});
            console.dir(deep, {depth: null});
            console.log(deep);
            console.log(require('util').inspect(deep, {depth: 1}));
            console.dirxml({a: 1}, [2]);
            """));
  }

  @Test
  void traces_to_the_line_of_the_action() throws Exception {
    assertEquals(
        "Trace: at 1\n    at main (printer.js:2:9)",
        printedBy("console.trace('at %d', 1);"),
        "and nothing of the runtime");
  }

  private static String printedBy(String lines) throws Exception {
    server.define("printer", "function main() {\n" + lines + "}", "{}");
    JsonNode record = server.invoke("printer", "{}");
    assertEquals("success", record.at("/response/status").stringValue(), record.toString());
    String id = record.get("activationId").stringValue();
    JsonNode logs = Json.MAPPER.readTree(server.get("/activations/" + id + "/logs").body());
    return logs.get("logs")
        .valueStream()
        .map(line -> line.stringValue().substring(line.stringValue().indexOf(' ') + 1))
        .collect(Collectors.joining("\n"));
  }
}
