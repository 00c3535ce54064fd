package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call of an action gets: the action's own parameters with those of the request over them.
 *
 * @param json the arguments, a JSON object
 * @param initEnvironment parameters flagged {@code init}: for the environment instead
 */
record Arguments(String json, Map<String, String> initEnvironment) {
  static Arguments merge(WhiskAction action, byte[] body) {
    if (body.length == 0 && action.parameters().isEmpty()) {
      return new Arguments("{}", Map.of());
    }
    ObjectNode request = body.length == 0 ? Json.object() : JsonBody.object(body);
    if (action.parameters().isEmpty()) {
      // As sent: JavaScript reads numbers by its own rules.
      return new Arguments(new String(body, UTF_8), Map.of());
    }
    if (action.isAnnotated("final")) {
      requireNoOverride(action, request);
    }
    var merged = Json.object();
    Map<String, String> environment = new LinkedHashMap<>();
    action.parameters().stream()
        .filter(p -> !p.init())
        .forEach(p -> merged.set(p.key(), p.value()));
    merged.setAll(request);
    for (Parameter p : action.parameters()) {
      if (p.init()) {
        merged.remove(p.key());
        environment.put(p.key(), text(p.value()));
      }
    }
    return new Arguments(merged.toString(), environment);
  }

  /** With the annotation {@code final} a request must not replace a value that is not null. */
  private static void requireNoOverride(WhiskAction action, ObjectNode request) {
    boolean overrides =
        action.parameters().stream().anyMatch(p -> !p.value().isNull() && request.has(p.key()));
    if (overrides) {
      throw ApiException.of(
          400, "Request defines parameters that are not allowed (e.g., reserved properties).");
    }
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
