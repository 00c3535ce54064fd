package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("In a process of its own")
class ProcessIsolationTest {
  private static ChildServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ChildServer.start("-Xmx300m", "--isolation", "process");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  @DisplayName("an action has Node.js, its environment and its logs")
  void has_node() {
    server.define(
        "node",
        """
        const os = require('os'), net = require('net');
        let n = 0;
        async function main({ x }) {
          console.log('out', x);
          console.error('err');
          return { n: ++n, net: typeof net.connect, id: process.env.__OW_ACTIVATION_ID, home: process.env.HOME !== undefined,
            secret: process.env.JAVA_HOME === undefined };
        }
        """,
        "{}");
    JsonNode first = server.invoke("node", "{\"x\": 5}");
    JsonNode second = server.invoke("node", "{\"x\": 6}");
    JsonNode result = second.at("/response/result");
    assertEquals(2, result.path("n").asInt(), first + " " + second);
    assertEquals("function", result.get("net").stringValue());
    assertEquals(second.get("activationId"), result.get("id"));
    assertTrue(result.get("secret").booleanValue());
    String logs = server.logs(second).toString();
    assertTrue(logs.contains("out 6") && logs.contains("err") && !logs.contains("XXX"), logs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "while (true) {} | 1500 | The action exceeded its time limits of 1500 milliseconds.",
        "const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5)); | 60000 | The action exhausted its memory and was aborted.",
        "let list = null; for (;;) list = {next: list}; | 60000 | The action exhausted its memory and was aborted.",
        "const f = () => { Promise.resolve().then(f) }; f(); return new Promise(() => {}) | 1500 | The action exceeded its time limits of 1500 milliseconds.",
        "const down = n => 1 + down(n + 1); return {n: down(0)} | 60000 | An error has occurred: RangeError: Maximum call stack size exceeded",
        "return {m: /^(a+)+b$/.test('a'.repeat(60))} | 1500 | The action exceeded its time limits of 1500 milliseconds.",
        "process.exit(1) | 60000 | The action did not produce a valid response and exited unexpectedly.",
        "setTimeout(() => { throw new Error('late') }, 1); return new Promise(() => {}) | 60000 | The action did not produce a valid response and exited unexpectedly.",
      })
  @DisplayName("an action that misbehaves ends only itself:")
  void ends(String body, int timeoutMs, String error) {
    server.define(
        "bad", "function main(p) { if (p.ready) return {}; " + body + " }", limits(timeoutMs));
    server.awaitReady("bad");
    JsonNode record = server.invoke("bad", "{}");
    assertEquals(error, record.at("/response/result/error").asString(record.toString()));
    server.define("good", "function main() { return {ok: true} }", "{}");
    assertTrue(server.invoke("good", "{}").at("/response/result/ok").booleanValue());
  }

  @Test
  @DisplayName("100 MB of logs and a result of 10 MB are cut")
  void cuts() {
    server.define(
        "chatty",
        "function main() { const t = 'x'.repeat(1e6); for (let i = 0; i < 100; i++) process.stdout.write(t); return {r: 'x'.repeat(1e7)} }",
        "{\"logs\": 1}");
    JsonNode record = server.invoke("chatty", "{}");
    String error = record.at("/response/result/error").asString(record.toString());
    assertTrue(
        error.contains("exceeded the allowed length: 10000008 > 1048576 bytes"),
        error.substring(0, 200));
    JsonNode logs = server.logs(record);
    assertTrue(logs.get(logs.size() - 1).stringValue().contains("Logs were truncated"));
  }

  private static String limits(int timeoutMs) {
    return Json.object().put("timeout", timeoutMs).toString();
  }
}
