package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("What the server tells about itself")
class StatusTest {
  @Test
  void pool_counters_and_metrics_show_what_has_run() throws Exception {
    try (var server = TestServer.start()) {
      server.define("told", "function main(p) { if (p.bad) throw new Error(); return {} }", "{}");
      for (String arguments : new String[] {"{}", "{}", "{\"bad\": true}"}) {
        server.invoke("told", arguments);
      }
      server.invoke("told", "{}");
      JsonNode status =
          Json.MAPPER.readTree(server.send(server.request("/whiskbook/v1/status").build()).body());
      assertEquals(2, status.at("/counters/coldStarts").intValue(), status.toString());
      assertEquals(2, status.at("/counters/warmStarts").intValue());
      assertEquals(1, status.at("/counters/failed").intValue());
      assertEquals(0, status.at("/queues/buffered").intValue());
      assertEquals(2048, status.at("/invokers/0/memoryMb").intValue());
      assertTrue(
          status
              .get("containers")
              .valueStream()
              .anyMatch(c -> c.get("action").stringValue().equals("guest/told")));

      HttpResponse<String> metrics = server.send(server.request("/metrics").build());
      assertEquals(200, metrics.statusCode());
      String told = "{action=\"guest/told\",namespace=\"guest\"}";
      assertTrue(
          metrics.body().contains("openwhisk_action_activations_total" + told + " 4.0"),
          metrics.body());
      assertTrue(metrics.body().contains("openwhisk_action_coldStarts_total" + told + " 2.0"));
      assertTrue(metrics.body().contains("openwhisk_action_duration_seconds_count" + told + " 4"));
      assertTrue(metrics.body().contains("status=\"action developer error\"} 1.0"));
      assertTrue(metrics.body().contains("openwhisk_containerPool_runBufferCount 0.0"));
      assertEquals(401, server.send(server.anonymousRequest("/metrics").build()).statusCode());
    }
  }

  @Test
  void a_container_is_called_after_its_invoker_in_headers_and_status() throws Exception {
    try (var server = TestServer.start()) {
      server.define("placed", "function main() { return {} }", "{}");
      String told =
          server
              .post("/actions/placed?blocking=true", "{}")
              .headers()
              .firstValue("x-whiskbook-container-id")
              .orElseThrow();
      assertTrue(told.matches("wsk0_context-\\d+"), told);
      JsonNode status =
          Json.MAPPER.readTree(server.send(server.request("/whiskbook/v1/status").build()).body());
      assertEquals(told, status.at("/containers/0/id").stringValue(), status.toString());
    }
  }

  @Test
  void its_log_has_a_line_of_json_for_each_activation() throws Exception {
    try (var server = ChildServer.start("-Xmx200m", "-v", "--log-format", "json")) {
      server.define("logged", "function main() { return {} }", "{}");
      JsonNode record = server.invoke("logged", "{}");
      JsonNode line = Json.MAPPER.readTree(server.stderrLine("activationId"));
      assertEquals(record.get("activationId"), line.get("activationId"), line.toString());
      assertEquals("guest", line.get("namespace").stringValue());
      assertEquals("guest/logged", line.get("action").stringValue());
      assertEquals("success", line.get("status").stringValue());
      assertEquals("activation", line.get("message").stringValue());
    }
  }
}
