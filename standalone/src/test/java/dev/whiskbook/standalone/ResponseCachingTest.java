package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("An answer that the action says will hold")
class ResponseCachingTest {
  private static final String COUNTER =
      "let n = 0; function main(p) { return {n: ++n, 'Cache-Control': 'max-age=600', error: p.fail} }";
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void define() throws Exception {
    server.define("token", COUNTER, "{}");
    set("on");
  }

  @Test
  void is_given_again_and_recorded_as_such() throws Exception {
    JsonNode first = server.invoke("token", "{\"a\":1,\"b\":2}");
    HttpResponse<String> reply = server.post("/actions/token?blocking=true", "{\"b\":2, \"a\":1}");
    JsonNode second = Json.MAPPER.readTree(reply.body());
    assertEquals(1, n(first));
    assertEquals(1, n(second));
    assertEquals("miss", annotation(first));
    assertEquals("hit", annotation(second));
    assertEquals(
        "response-cache", reply.headers().firstValue("x-whiskbook-container-id").orElseThrow());
    JsonNode record =
        Json.MAPPER.readTree(
            server.get("/activations/" + second.get("activationId").stringValue()).body());
    assertEquals(1, n(record));
    assertEquals("hit", annotation(record));
    assertFalse(record.get("annotations").toString().contains("initTime"));
    assertEquals(2, n(server.invoke("token", "{\"a\":2}")));
  }

  @Test
  void is_forgotten_when_the_action_is_updated() throws Exception {
    server.invoke("token", "{}");
    assertEquals("hit", annotation(server.invoke("token", "{}")));
    server.put("/actions/token?overwrite=true", "{\"parameters\":[{\"key\":\"p\",\"value\":1}]}");
    assertEquals("miss", annotation(server.invoke("token", "{}")));
  }

  @Test
  void is_no_error() throws Exception {
    String fail = "{\"fail\": \"no\"}";
    assertEquals("", annotation(server.invoke("token", fail)));
    assertEquals("application error", status(server.invoke("token", fail)));
    server.define("thrower", "function main() { throw 1 }", "{}");
    assertEquals("", annotation(server.invoke("thrower", "{}")));
  }

  @Test
  void runs_each_time_unless_the_server_is_told_otherwise() throws Exception {
    set("off");
    assertEquals(1, n(server.invoke("token", "{}")));
    JsonNode second = server.invoke("token", "{}");
    assertEquals(2, n(second));
    assertEquals("", annotation(second));
  }

  @Test
  void runs_each_time_if_the_action_asks_for_nothing() throws Exception {
    server.define("plain", "let n = 0; function main() { return {n: ++n} }", "{}");
    server.invoke("plain", "{}");
    JsonNode second = server.invoke("plain", "{}");
    assertEquals(2, n(second));
    assertEquals("", annotation(second));
  }

  @Test
  void of_a_web_action_is_the_one_in_its_headers() throws Exception {
    server.put(
        "/actions/page?overwrite=true",
        "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"let n = 0; const main = () => ({headers: {'cache-control': 'max-age=600'}, body: 'n' + ++n})\"},"
            + "\"annotations\":[{\"key\":\"web-export\",\"value\":true}]}");
    var page = server.anonymousRequest("/api/v1/web/guest/default/page.http").build();
    assertEquals("n1", server.send(page).body());
    HttpResponse<String> again = server.send(page);
    assertEquals("n1", again.body());
    assertEquals("max-age=600", again.headers().firstValue("cache-control").orElseThrow());
  }

  @Test
  void is_counted() throws Exception {
    JsonNode before = status();
    server.invoke("token", "{}");
    server.invoke("token", "{}");
    server.invoke("token", "{}");
    JsonNode after = status();
    assertEquals(1, difference(before, after, "responseCacheMisses"));
    assertEquals(2, difference(before, after, "responseCacheHits"));
    assertEquals("on", after.at("/settings/responseCache").stringValue());
    assertTrue(after.at("/responseCache/answers").intValue() >= 1);
    String metrics = server.send(server.request("/metrics").build()).body();
    long hits = after.at("/counters/responseCacheHits").longValue();
    assertTrue(metrics.contains("whiskbook_responseCache_hits_total " + hits + ".0"), metrics);
  }

  private static long difference(JsonNode before, JsonNode after, String counter) {
    return after.path("counters").get(counter).longValue()
        - before.path("counters").get(counter).longValue();
  }

  private static JsonNode status() throws Exception {
    return Json.MAPPER.readTree(server.send(server.request("/whiskbook/v1/status").build()).body());
  }

  private static void set(String value) throws Exception {
    HttpResponse<String> reply =
        server.send(
            server
                .request("/whiskbook/v1/settings")
                .PUT(BodyPublishers.ofString("{\"responseCache\":\"" + value + "\"}"))
                .build());
    assertEquals(200, reply.statusCode(), reply.body());
  }

  private static int n(JsonNode record) {
    return record.at("/response/result/n").intValue();
  }

  private static String status(JsonNode record) {
    return record.at("/response/status").stringValue();
  }

  private static String annotation(JsonNode record) {
    return record
        .get("annotations")
        .valueStream()
        .filter(a -> a.get("key").stringValue().equals("responseCache"))
        .findFirst()
        .map(a -> a.get("value").stringValue())
        .orElse("");
  }
}
