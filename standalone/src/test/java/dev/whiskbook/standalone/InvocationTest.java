package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("An invocation")
class InvocationTest {
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
  void finds_a_warm_container_with_its_state() throws Exception {
    server.define("counter", "let n = 0; function main() { return {n: ++n} }", "{}");
    JsonNode cold = server.invoke("counter", "{}");
    JsonNode warm = server.invoke("counter", "{}");
    assertEquals(1, result(cold).get("n").intValue());
    assertEquals(2, result(warm).get("n").intValue());
    assertTrue(isCold(cold));
    assertFalse(isCold(warm));
  }

  @Test
  void starts_cold_after_an_update_of_the_action() throws Exception {
    server.define("updated", "let n = 0; function main() { return {n: ++n} }", "{}");
    server.invoke("updated", "{}");
    server.put("/actions/updated?overwrite=true", "{}");
    JsonNode after = server.invoke("updated", "{}");
    assertTrue(isCold(after));
    assertEquals(1, result(after).get("n").intValue());
    assertEquals("0.0.2", after.get("version").stringValue());
  }

  @Test
  void that_never_ends_is_stopped_at_its_time_limit() throws Exception {
    server.define("endless", "function main() { while (true) {} }", "{\"timeout\":300}");
    JsonNode record = server.invoke("endless", "{}");
    assertEquals(
        "The action exceeded its time limits of 300 milliseconds.",
        result(record).get("error").stringValue());
    assertEquals("action developer error", record.at("/response/status").stringValue());
    server.define("after", "function main() { return {ok: true} }", "{}");
    assertTrue(result(server.invoke("after", "{}")).get("ok").booleanValue());
  }

  @Test
  void that_waits_for_nothing_is_stopped_at_its_time_limit() throws Exception {
    server.define("hung", "function main() { return new Promise(() => {}) }", "{\"timeout\":200}");
    assertEquals(
        "The action exceeded its time limits of 200 milliseconds.",
        result(server.invoke("hung", "{}")).get("error").stringValue());
  }

  @Test
  void logs_both_streams_in_order_with_times() throws Exception {
    server.define(
        "logs",
        "function main() { console.log('a', {b: [1, 'x']}); console.error('c');"
            + " process.stdout.write('tail'); return {} }",
        "{}");
    List<String> lines = logs(server.invoke("logs", "{}"));
    assertEquals(List.of("a { b: [ 1, 'x' ] }", "c", "tail"), withoutTimes(lines));
    assertTrue(lines.getFirst().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{9}Z .*"));
  }

  @Test
  void that_throws_logs_a_stack_with_the_lines_and_columns_of_its_source() throws Exception {
    server.define("thrower", "function main() {\n  throw new Error('boom');\n}", "{}");
    JsonNode record = server.invoke("thrower", "{}");
    assertEquals("An error has occurred: Error: boom", result(record).get("error").stringValue());
    assertEquals(
        List.of("Error: boom", "    at main (thrower.js:2:9)"), withoutTimes(logs(record)));
    server.define("oneline", "function main() { throw new Error('boom'); }", "{}");
    assertEquals(
        "    at main (oneline.js:1:25)", withoutTimes(logs(server.invoke("oneline", "{}"))).get(1));
  }

  @Test
  void of_a_syntax_error_names_the_line() throws Exception {
    server.define("broken", "function main() {\n  return {a: };\n}", "{}");
    String error = result(server.invoke("broken", "{}")).get("error").stringValue();
    assertTrue(error.contains("SyntaxError: broken.js:2:"), error);
  }

  @Test
  void runs_timers_promises_and_async_functions() throws Exception {
    server.define(
        "loop",
        """
        async function main(p) {
          const seen = [];
          setImmediate(() => seen.push('immediate'));
          const gone = setTimeout(() => seen.push('never'), 1);
          clearTimeout(gone);
          await new Promise(resolve => {
            let n = 0;
            const t = setInterval(() => { seen.push(++n); if (n === 3) { clearInterval(t); resolve(); } }, 2);
          });
          queueMicrotask(() => seen.push('micro'));
          await null;
          return { seen };
        }
        """,
        "{}");
    assertEquals(
        "[\"immediate\",1,2,3,\"micro\"]",
        result(server.invoke("loop", "{}")).get("seen").toString());
  }

  @Test
  void cannot_reach_the_host() throws Exception {
    server.define(
        "nosy",
        "function main() { return {types: [typeof Java, typeof Polyglot, typeof load, typeof Graal,"
            + " typeof process.env.PATH, typeof Packages]} }",
        "{}");
    assertEquals(
        "[\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\"]",
        result(server.invoke("nosy", "{}")).get("types").toString());
  }

  @Test
  void that_requires_a_module_fails_with_its_name() throws Exception {
    server.define("modular", "const fs = require('fs'); function main() { return {} }", "{}");
    String error = result(server.invoke("modular", "{}")).get("error").stringValue();
    assertTrue(error.contains("Cannot find module 'fs'"), error);
  }

  @Test
  void that_is_not_blocking_is_recorded_later() throws Exception {
    server.define(
        "later", "const main = p => new Promise(r => setTimeout(() => r({p}), 20))", "{}");
    String id =
        Json.MAPPER
            .readTree(server.post("/actions/later", "{\"x\":1}").body())
            .get("activationId")
            .stringValue();
    // The next one in the same container can only be answered after the first.
    server.invoke("later", "{}");
    server.invoke("later", "{}");
    String list = server.get("/activations?name=later&docs=true").body();
    assertTrue(list.contains(id), list);
    assertEquals("{\"activations\":3}", server.get("/activations?name=later&count=true").body());
  }

  private static JsonNode result(JsonNode record) {
    return record.at("/response/result");
  }

  private static boolean isCold(JsonNode record) {
    return record.get("annotations").toString().contains("initTime");
  }

  private static List<String> logs(JsonNode record) throws Exception {
    String id = record.get("activationId").stringValue();
    JsonNode body = Json.MAPPER.readTree(server.get("/activations/" + id + "/logs").body());
    List<String> lines = new ArrayList<>();
    body.get("logs").forEach(line -> lines.add(line.stringValue()));
    return lines;
  }

  private static List<String> withoutTimes(List<String> lines) {
    return lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }
}
