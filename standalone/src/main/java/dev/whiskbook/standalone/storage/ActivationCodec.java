package dev.whiskbook.standalone.storage;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as JSON and back: the document of the API, with what it does not show under {@code _}.
 */
final class ActivationCodec {
  private ActivationCodec() {}

  static ObjectNode write(Activation activation) {
    ObjectNode json = activation.toJson(true);
    json.putObject("_")
        .put("path", activation.path())
        .put("container", activation.containerId())
        .put("simulated", activation.simulated());
    return json;
  }

  static Activation read(JsonNode json) {
    JsonNode more = json.get("_");
    List<Parameter> annotations = new ArrayList<>();
    json.get("annotations")
        .forEach(a -> annotations.add(Parameter.of(a.get("key").stringValue(), a.get("value"))));
    List<String> logs = new ArrayList<>();
    json.get("logs").forEach(line -> logs.add(line.stringValue()));
    return new Activation(
        json.get("activationId").stringValue(),
        new Activation.Invoked(
            json.get("namespace").stringValue(),
            json.get("name").stringValue(),
            json.get("version").stringValue(),
            more.get("path").stringValue()),
        new Activation.Span(
            json.get("start").longValue(), number(json, "end"), number(json, "duration")),
        Optional.ofNullable(json.get("cause")).map(JsonNode::stringValue),
        List.copyOf(annotations),
        response(json.get("response")),
        List.copyOf(logs),
        new Activation.Notes(
            more.get("container").stringValue(), more.get("simulated").stringValue()));
  }

  private static ActivationResponse response(JsonNode json) {
    String text = json.get("status").stringValue();
    var status =
        Arrays.stream(ActivationResponse.Status.values())
            .filter(s -> s.text().equals(text))
            .findFirst()
            .orElseThrow();
    return new ActivationResponse(
        status,
        Json.MAPPER.writeValueAsString(json.get("result")),
        json.has("size") ? OptionalInt.of(json.get("size").intValue()) : OptionalInt.empty());
  }

  private static OptionalLong number(JsonNode json, String field) {
    return json.has(field) ? OptionalLong.of(json.get(field).longValue()) : OptionalLong.empty();
  }
}
