package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** In a server of its own with a small heap. Another action runs all the time, and is not hurt. */
@DisplayName("An action that misbehaves ends its own activation, and others go on:")
class IsolationTest {
  private static final String EXITED =
      "The action did not produce a valid response and exited unexpectedly.";
  private static final String EXHAUSTED = "The action exhausted its memory and was aborted.";

  private static ChildServer server;
  private CompletableFuture<JsonNode> bystander;

  @BeforeAll
  static void start() throws Exception {
    server = ChildServer.start("-Xmx400m");
    server.define(
        "bystander",
        "const main = async () => { const kept = new Array(1e5).fill(1); for (let i = 0; i < 20; i++)"
            + " await new Promise(r => setTimeout(r, 5)); return {sum: kept.length} }",
        "{}");
    server.define("next", "function main() { return {ok: true} }", "{}");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void another_action_runs() {
    bystander = CompletableFuture.supplyAsync(() -> server.invoke("bystander", "{}"));
  }

  @AfterEach
  void it_has_not_been_hurt() throws Exception {
    JsonNode record = bystander.get(200, TimeUnit.SECONDS);
    assertEquals("success", record.at("/response/status").stringValue(), record.toString());
    JsonNode next = server.invoke("next", "{}");
    assertTrue(next.at("/response/result/ok").asBoolean(false), next.toString());
    assertTrue(server.isAlive());
  }

  @Test
  void an_infinite_loop() throws Exception {
    ends("while (true) {}", "The action exceeded its time limits of 1000 milliseconds.");
  }

  @Test
  void a_loop_that_catches_everything() throws Exception {
    ends(
        "while (true) { try { while (true) {} } catch {} finally { continue } }",
        "The action exceeded its time limits of 1000 milliseconds.");
  }

  @Test
  void an_allocation_bomb_of_large_objects() throws Exception {
    exhausts("const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5));");
  }

  @Test
  void an_allocation_bomb_of_small_objects() throws Exception {
    exhausts("let list = null; for (;;) list = {next: list};");
  }

  @Test
  void an_allocation_bomb_that_catches_everything() throws Exception {
    exhausts(
        "const kept = []; for (;;) { try { kept.push('x'.repeat(1e6) + kept.length, new Uint8Array(1e6)); } catch {} }");
  }

  @Test
  void one_object_that_is_larger_than_the_heap() throws Exception {
    exhausts("return {n: new Uint8Array(2 ** 31 - 9).length}");
  }

  @Test
  void not_one_whose_idle_containers_keep_much_for_later() throws Exception {
    for (int i = 0; i < 12; i++) { // 40 MB each: more than the heap has room for
      server.define(
          "keeper" + i,
          "const kept = []; function main() { kept.push(new Float64Array(5e6)); return {n: kept.length} }",
          "{}");
      JsonNode record = server.invoke("keeper" + i, "{}");
      assertEquals("success", record.at("/response/status").stringValue(), record.toString());
    }
  }

  @Test
  void a_fork_of_promises() throws Exception {
    ends(
        "const fork = () => { Promise.resolve().then(fork); Promise.resolve().then(fork); }; fork();"
            + " return new Promise(() => {});",
        "The action exceeded its time limits of 1000 milliseconds.");
  }

  @Test
  void a_promise_that_renews_itself() throws Exception {
    ends(
        "const again = () => { Promise.resolve().then(again); }; again(); return new Promise(() => {})",
        "The action exceeded its time limits of 1000 milliseconds.");
  }

  @Test
  void a_deep_recursion() throws Exception {
    assertEquals(
        "An error has occurred: RangeError: Maximum call stack size exceeded",
        run("const down = (n) => 1 + down(n + 1); return {n: down(0)}", 60_000));
  }

  @Test
  void a_catastrophic_regular_expression() throws Exception {
    ends(
        "return {m: /^(?=(a+)+b)(a+)+\\1$/.test('a'.repeat(60))}",
        "The action exceeded its time limits of 1000 milliseconds.");
  }

  @Test
  void process_exit() throws Exception {
    assertEquals(EXITED, run("process.exit(1)", 60_000));
  }

  @Test
  void process_exit_in_a_callback() throws Exception {
    assertEquals(
        EXITED, run("setTimeout(() => process.exit(0), 1); return new Promise(() => {})", 60_000));
  }

  @Test
  void an_exception_in_a_callback() throws Exception {
    assertEquals(
        EXITED,
        run(
            "setTimeout(() => { throw new Error('late') }, 1); return new Promise(() => {})",
            60_000));
  }

  @Test
  void a_hundred_megabytes_of_logs() throws Exception {
    for (String print :
        new String[] {"console.log(text)", "process.stdout.write(text)", "console.log(line)"}) {
      int times = print.contains("text") ? 100 : 1_000_000;
      server.define(
          "chatty",
          "const text = 'x'.repeat(1e6), line = 'x'.repeat(100); function main() { for (let i = 0; i < %d; i++) %s; return {ok: true} }"
              .formatted(times, print),
          "{\"timeout\": 60000, \"logs\": 1}");
      JsonNode record = server.invoke("chatty", "{}");
      assertTrue(record.at("/response/result/ok").booleanValue(), record.toString());
      JsonNode logs = server.logs(record);
      assertTrue(
          logs.get(logs.size() - 1)
              .stringValue()
              .endsWith(
                  "Logs were truncated because the total bytes size exceeds the limit of 1048576"
                      + " bytes."));
      assertTrue(logs.toString().length() < 30 << 20);
    }
  }

  @Test
  void a_result_of_ten_megabytes() throws Exception {
    String error = run("return {r: 'x'.repeat(1e7)}", 20_000);
    assertTrue(
        error.startsWith(
            "The action produced a response that exceeded the allowed length: 10000008 > 1048576"
                + " bytes. The truncated response was: {\"r\":\"xxx"),
        error.substring(0, 200));
  }

  private static void exhausts(String body) throws Exception {
    assertEquals(EXHAUSTED, run(body, 60_000));
  }

  private static void ends(String body, String error) throws Exception {
    assertEquals(error, run(body, 1000));
  }

  private static String run(String body, int timeoutMs) throws Exception {
    server.define(
        "bad",
        "function main(p) { if (p.ready) return {}; " + body + " }",
        Json.object().put("timeout", timeoutMs).toString());
    server.awaitReady("bad");
    JsonNode record = server.invoke("bad", "{}");
    return record.at("/response/result/error").asString(record.toString());
  }
}
