package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.container.Isolation;
import dev.whiskbook.standalone.control.PoolConfig;
import dev.whiskbook.standalone.entity.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@DisplayName("A container with the limit concurrency above 1")
class SharedContainerTest {
  /** Nobody's ends before all have come. */
  private static final String MEETING =
      """
      const guests = [];
      let open;
      const complete = new Promise(done => { open = done });
      async function main({ i, n }) {
        guests.push(i);
        console.log('begin', i);
        if (guests.length === n) open();
        await complete;
        await new Promise(done => setTimeout(done, 5));
        console.log('end', i);
        console.error('bye', i);
        return { i, guests: guests.length, id: globalThis.process === undefined ? 0 : 1 };
      }
      """;

  @ParameterizedTest
  @EnumSource(Isolation.class)
  @DisplayName("runs activations at the same time, with one memory, state and logs of their own:")
  void shares(Isolation isolation) throws Exception {
    int guests = 5;
    try (var server = start(isolation, 8)) {
      server.define("meeting", MEETING, "{\"concurrency\": 5}");
      List<JsonNode> records = atOnce(server, "meeting", guests);
      int cold = 0;
      for (int i = 0; i < guests; i++) {
        JsonNode record = records.get(i);
        assertEquals(i, record.at("/response/result/i").asInt(-1), record.toString());
        assertEquals(guests, record.at("/response/result/guests").intValue());
        cold += record.get("annotations").toString().contains("initTime") ? 1 : 0;
        String logs = logs(server, record);
        for (String own : List.of("begin " + i, "end " + i, "bye " + i)) {
          assertTrue(logs.contains(own), logs);
        }
        assertEquals(3, Json.MAPPER.readTree(logs).get("logs").size(), logs);
      }
      assertEquals(1, cold);
      JsonNode status =
          Json.MAPPER.readTree(server.send(server.request("/whiskbook/v1/status").build()).body());
      assertEquals(256, status.at("/invokers/0/usedMb").intValue(), status.toString());
      assertEquals(5, status.at("/containers/0/activations").intValue());
      assertEquals(5, status.at("/containers/0/concurrency").intValue());
    }
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  @DisplayName("takes its other activations with it when one exceeds its time limit:")
  void fails_together(Isolation isolation) throws Exception {
    try (var server = start(isolation, 8)) {
      server.define(
          "stuck",
          """
          let late;
          const main = ({ i, ready }) => {
            if (ready) return {};
            if (i === 0) return new Promise(done => { late = done });
            if (i === 1) return new Promise(() => {});
            late({});
            return {};
          };
          """,
          "{\"concurrency\": 2, \"timeout\": 1500}");
      server.awaitReady("stuck");
      List<JsonNode> records = atOnce(server, "stuck", 2);
      List<String> errors =
          records.stream()
              .map(record -> record.at("/response/result/error").asString(record.toString()))
              .toList();
      assertTrue(
          errors.contains("The action exceeded its time limits of 1500 milliseconds."),
          errors.toString());
      server.define("stuck", "const main = () => ({fine: true})", "{\"concurrency\": 2}");
      assertTrue(server.invoke("stuck", "{}").at("/response/result/fine").booleanValue());
    }
  }

  @Test
  @DisplayName(
      "is made once for all who come while it starts, and again for the others if it fails")
  void starts_once() throws Exception {
    try (var server = start(Isolation.CONTEXT, 100)) {
      server.define("broken", "throw new Error('no')", "{\"concurrency\": 100}");
      for (JsonNode record : atOnce(server, "broken", 20)) {
        String error = record.at("/response/result/error").asString(record.toString());
        assertTrue(error.startsWith("Initialization has failed due to: Error: no"), error);
      }
    }
  }

  @Test
  @DisplayName("is refused beyond the server's limit, which is told")
  void limit() throws Exception {
    try (var server = start(Isolation.CONTEXT, 8)) {
      HttpResponse<String> reply =
          server.put(
              "/actions/many",
              "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"const main = () => ({})\"},\"limits\":{\"concurrency\":9}}");
      assertEquals(400, reply.statusCode());
      assertTrue(
          reply.body().contains("requirement failed: concurrency 9 exceeds allowed threshold of 8"),
          reply.body());
      JsonNode limits = Json.MAPPER.readTree(server.get("/limits").body());
      assertEquals(8, limits.get("maxActionConcurrency").intValue());
      JsonNode api =
          Json.MAPPER.readTree(
              server.send(server.anonymousRequest("/api/v1/api-docs").build()).body());
      assertEquals(
          8, api.at("/components/schemas/ActionLimits/properties/concurrency/maximum").intValue());
    }
  }

  @Test
  @DisplayName("takes one activation at a time if it is not for Node.js")
  void python_is_alone() throws Exception {
    try (var server = start(Isolation.CONTEXT, 8)) {
      server.put(
          "/actions/snake",
          "{\"exec\":{\"kind\":\"python:3\",\"code\":\"def main(args):\\n  return {}\"},\"limits\":{\"concurrency\":4}}");
      JsonNode record = server.invoke("snake", "{}");
      assertFalse(record.at("/response/result").has("error"), record.toString());
      JsonNode status =
          Json.MAPPER.readTree(server.send(server.request("/whiskbook/v1/status").build()).body());
      assertEquals(1, status.at("/containers/0/concurrency").intValue(), status.toString());
    }
  }

  private static List<JsonNode> atOnce(TestServer server, String action, int n) throws Exception {
    List<Future<JsonNode>> pending = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < n; i++) {
        String arguments = "{\"i\":" + i + ",\"n\":" + n + "}";
        pending.add(threads.submit(() -> server.invoke(action, arguments)));
      }
    }
    List<JsonNode> records = new ArrayList<>();
    for (Future<JsonNode> one : pending) {
      records.add(one.get());
    }
    return records;
  }

  private static String logs(TestServer server, JsonNode record) throws Exception {
    return server.get("/activations/" + record.get("activationId").stringValue() + "/logs").body();
  }

  private static TestServer start(Isolation isolation, int maxConcurrency) throws Exception {
    StandaloneConfig defaults = StandaloneConfig.defaults();
    PoolConfig pool = defaults.pool();
    return TestServer.start(
        new StandaloneConfig(
            defaults.front(),
            new PoolConfig(
                pool.memoryMb(),
                pool.invokers(),
                pool.stemCells(),
                pool.idleTimeout(),
                isolation,
                maxConcurrency),
            defaults.chaos(),
            defaults.profile(),
            defaults.responseCache()));
  }
}
