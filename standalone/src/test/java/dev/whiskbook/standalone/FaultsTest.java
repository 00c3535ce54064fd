package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A server that misbehaves on demand")
class FaultsTest {
  private static final String INVOKE = "/actions/counter?blocking=true";
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    server.define("counter", "let n = 0; function main() { return {n: ++n} }", "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void behave() throws Exception {
    set("{\"chaos\": \"none\", \"profile\": \"none\"}");
  }

  @Test
  void refuses_with_429_without_running() throws Exception {
    int before = n();
    set("{\"chaos\": \"p429=100%\"}");
    HttpResponse<String> reply = server.post(INVOKE, "{}");
    assertEquals(429, reply.statusCode());
    assertTrue(reply.body().contains("Too many concurrent requests in flight"), reply.body());
    behave();
    assertEquals(before + 1, n());
  }

  @Test
  void fails_as_openwhisk_does_and_as_the_proxies_before_it_do() throws Exception {
    set("{\"chaos\": \"p5xx=100%\"}");
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      HttpResponse<String> reply = server.post(INVOKE, "{}");
      seen.add(reply.statusCode());
      boolean own = reply.statusCode() == 500;
      assertEquals(own, reply.body().startsWith("{"), reply.body());
      assertFalse(reply.headers().firstValue("x-openwhisk-activation-id").isPresent());
    }
    assertEquals(Set.of(500, 502, 503, 504), seen);
  }

  @Test
  void meets_web_actions_and_trigger_fires_too() throws Exception {
    server.put(
        "/actions/page?overwrite=true",
        "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"const main = () => ({body: 'hi'})\"},"
            + "\"annotations\":[{\"key\":\"web-export\",\"value\":true}]}");
    server.put("/triggers/t?overwrite=true", "{}");
    server.put("/rules/r?overwrite=true", "{\"trigger\":\"/_/t\",\"action\":\"/_/counter\"}");
    var page = server.anonymousRequest("/api/v1/web/guest/default/page.http").build();
    assertEquals(200, server.send(page).statusCode());
    assertEquals(202, server.post("/triggers/t", "{}").statusCode());
    set("{\"chaos\": \"p429=100%\"}");
    assertEquals(429, server.send(page).statusCode());
    assertEquals(429, server.post("/triggers/t", "{}").statusCode());
    set("{\"chaos\": \"disconnect=100%\"}");
    assertThrows(IOException.class, () -> server.send(page));
    assertThrows(IOException.class, () -> server.post("/triggers/t", "{}"));
  }

  @Test
  void loses_an_activation_that_it_has_accepted() throws Exception {
    set("{\"chaos\": \"lost=100%\"}");
    HttpResponse<String> reply = server.post(INVOKE, "{}");
    assertEquals(202, reply.statusCode());
    String id = Json.MAPPER.readTree(reply.body()).get("activationId").stringValue();
    assertEquals(404, server.get("/activations/" + id).statusCode());
  }

  @Test
  void breaks_the_connection_after_the_action_has_run() throws Exception {
    int before = n();
    for (String fault : new String[] {"disconnect", "truncate"}) {
      set("{\"chaos\": \"" + fault + "=100%\"}");
      assertThrows(IOException.class, () -> server.post(INVOKE, "{}"), fault);
    }
    behave();
    assertEquals(before + 3, n());
  }

  @Test
  void runs_an_activation_twice_and_labels_it() throws Exception {
    int before = n();
    set("{\"chaos\": \"duplicate=100%\"}");
    HttpResponse<String> reply = server.post(INVOKE, "{}");
    JsonNode record = Json.MAPPER.readTree(reply.body());
    assertEquals(before + 2, record.at("/response/result/n").intValue());
    assertEquals("duplicate", simulated(record));
    assertEquals("duplicate", reply.headers().firstValue("x-whiskbook-simulated").orElseThrow());
    long listed =
        Json.MAPPER
            .readTree(server.get("/activations?name=counter").body())
            .valueStream()
            .filter(a -> a.get("activationId").equals(record.get("activationId")))
            .count();
    assertEquals(2, listed);
  }

  @Test
  void keeps_another_time_in_its_containers() throws Exception {
    set("{\"chaos\": \"clockskew=-60s\"}");
    long before = System.currentTimeMillis();
    JsonNode record = server.invoke("counter", "{}");
    assertTrue(record.get("end").longValue() < before, record.toString());
    assertEquals("clockskew=-60000ms", simulated(record));
  }

  @Test
  void takes_longer_but_not_longer_than_the_time_limit() throws Exception {
    String wait =
        "const main = p => p.ready ? {} : new Promise(done => setTimeout(() => done({}), p.ms))";
    server.define("slow", wait, "{}");
    server.define("slower", wait, "{\"timeout\": 1000}");
    server.awaitReady("slower");
    set("{\"chaos\": \"slow=10x@100%\"}");
    JsonNode slow = server.invoke("slow", "{\"ms\": 50}");
    assertTrue(slow.get("duration").longValue() >= 500, slow.toString());
    assertEquals("slow=10x", simulated(slow));
    assertEquals(
        "The action exceeded its time limits of 1000 milliseconds.",
        server.invoke("slower", "{\"ms\": 200}").at("/response/result/error").stringValue());
  }

  @Test
  void simulates_the_cold_and_warm_latencies_of_a_deployment() throws Exception {
    server.define("profiled", "function main() { return {} }", "{}");
    set("{\"profile\": \"docker\"}");
    JsonNode cold = server.invoke("profiled", "{}");
    JsonNode warm = server.invoke("profiled", "{}");
    // Half of what was published as the median is the least that the mirrored half can give here.
    assertTrue(annotation(cold, "waitTime").longValue() >= 720 * 720 / 1017 - 1, cold.toString());
    assertTrue(annotation(warm, "waitTime").longValue() >= 1, warm.toString());
    assertEquals("profile=docker", simulated(warm));
  }

  @Test
  void refuses_a_wrong_value_with_a_sentence_and_stays_as_it_was() throws Exception {
    set("{\"profile\": \"docker\", \"chaos\": \"seed=3,lost=1%\"}");
    for (String wrong :
        new String[] {
          "{\"chaos\": \"p429=200%\"}",
          "{\"profile\": \"aws\"}",
          "{\"chaos\": 5}",
          "{\"chaos\": \"none\", \"responseCache\": \"yes\"}",
          "[]",
          "{",
          "{\"memory\": \"1\"}"
        }) {
      HttpResponse<String> reply = put(wrong);
      assertEquals(400, reply.statusCode(), wrong);
      assertFalse(Json.MAPPER.readTree(reply.body()).get("error").stringValue().isBlank());
    }
    String settings = server.send(server.request("/whiskbook/v1/settings").build()).body();
    assertEquals(
        "{\"chaos\":\"lost=1%,seed=3\",\"profile\":\"docker\",\"responseCache\":\"off\"}",
        settings);
    assertEquals(
        401, server.send(server.anonymousRequest("/whiskbook/v1/settings").build()).statusCode());
  }

  private static int n() throws Exception {
    return server.invoke("counter", "{}").at("/response/result/n").intValue();
  }

  private static String simulated(JsonNode record) {
    return annotation(record, "simulated").stringValue();
  }

  private static JsonNode annotation(JsonNode record, String key) {
    return record
        .get("annotations")
        .valueStream()
        .filter(a -> a.get("key").stringValue().equals(key))
        .findFirst()
        .orElseThrow()
        .get("value");
  }

  private static void set(String settings) throws Exception {
    assertEquals(200, put(settings).statusCode());
  }

  private static HttpResponse<String> put(String settings) throws Exception {
    return server.send(
        server.request("/whiskbook/v1/settings").PUT(BodyPublishers.ofString(settings)).build());
  }
}
