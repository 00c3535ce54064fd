package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call of an action gets: the action's own parameters with those of the request over them.
 *
 * @param json the arguments, a JSON object or array
 * @param initEnvironment parameters flagged {@code init}: for the environment instead
 */
record Arguments(String json, Map<String, String> initEnvironment) {
  static Arguments merge(WhiskAction action, Payload payload) {
    if (action.parameters().isEmpty()) {
      return new Arguments(payload.text(), Map.of());
    }
    Map<String, String> environment = new LinkedHashMap<>();
    action.parameters().stream()
        .filter(Parameter::init)
        .forEach(p -> environment.put(p.key(), text(p.value())));
    if (!(payload.json() instanceof ObjectNode request)) {
      return new Arguments(payload.text(), environment);
    }
    var merged = Json.object();
    action.parameters().stream()
        .filter(p -> !p.init())
        .forEach(p -> merged.set(p.key(), p.value()));
    merged.setAll(request);
    environment.keySet().forEach(merged::remove);
    return new Arguments(merged.toString(), environment);
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
