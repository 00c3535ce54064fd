package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.StandaloneStatus;
import dev.whiskbook.whisk.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The embedded OpenWhisk's own documents as our records. */
public final class StandaloneDocuments {
  private StandaloneDocuments() {}

  /** {@code GET /whiskbook/v1/status}. */
  public static StandaloneStatus status(Target target, JsonNode json) {
    Map<String, Long> counters = new LinkedHashMap<>();
    json.path("counters")
        .properties()
        .forEach(c -> counters.put(c.getKey(), c.getValue().asLong(0)));
    return new StandaloneStatus(
        target.toString(),
        Duration.ofMillis(json.path("uptimeMs").asLong(0)),
        settings(json.path("settings")),
        counters,
        json.path("queues").path("buffered").asInt(0),
        json.path("queues").path("running").asInt(0),
        List.copyOf(
            json.path("invokers").values().stream().map(StandaloneDocuments::invoker).toList()),
        List.copyOf(
            json.path("containers").values().stream()
                .map(StandaloneDocuments::container)
                .toList()));
  }

  /** {@code GET /whiskbook/v1/settings}. */
  public static StandaloneStatus.Settings settings(JsonNode json) {
    return new StandaloneStatus.Settings(
        json.path("profile").asString("none"),
        json.path("chaos").asString("none"),
        json.path("responseCache").asString("off").equals("on"));
  }

  /** {@code PUT /whiskbook/v1/settings}. */
  public static JsonNode change(Optional<String> profile, Optional<String> chaos) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    profile.ifPresent(p -> json.put("profile", p));
    chaos.ifPresent(c -> json.put("chaos", c));
    return json;
  }

  /** The same, for the response cache. */
  public static JsonNode change(boolean responseCache) {
    return Json.MAPPER.createObjectNode().put("responseCache", responseCache ? "on" : "off");
  }

  private static StandaloneStatus.Invoker invoker(JsonNode json) {
    return new StandaloneStatus.Invoker(
        json.path("invoker").asInt(0),
        json.path("memoryMb").asInt(0),
        json.path("usedMb").asInt(0),
        json.path("containers").asInt(0),
        json.path("stemCells").asInt(0));
  }

  private static StandaloneStatus.Container container(JsonNode json) {
    int active = json.path("active").asInt(0);
    return new StandaloneStatus.Container(
        json.path("id").asString(""),
        json.path("invoker").asInt(0),
        json.path("state").asString(""),
        json.path("action").asString(""),
        json.path("version").asString(""),
        json.path("kind").asString(""),
        json.path("memoryMb").asInt(0),
        active,
        json.path("concurrency").asInt(0),
        json.path("activations").asLong(0),
        active > 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(json.path("idleMs").asLong(0))));
  }
}
