package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that the bodies of all PUTs have in common. */
final class ParametersReader {
  private static final int MAX_BYTES = 1 << 20;

  private ParametersReader() {}

  /** {@code parameters}, up to 1 MB. */
  static Optional<List<Parameter>> parameters(ObjectNode json) {
    return optional(json, "parameters");
  }

  /** {@code annotations}, up to 1 MB. */
  static Optional<List<Parameter>> annotations(ObjectNode json) {
    return optional(json, "annotations");
  }

  static Optional<SemVer> version(ObjectNode json) {
    if (!json.has("version")) {
      return Optional.empty();
    }
    return Optional.of(
        SemVer.parse(json.get("version").asString(""))
            .orElseThrow(() -> ApiException.badContent("semantic version malformed")));
  }

  static Optional<Boolean> publish(ObjectNode json) {
    JsonNode publish = json.path("publish");
    if (publish.isMissingNode()) {
      return Optional.empty();
    }
    if (!publish.isBoolean()) {
      throw ApiException.badContent("Expected JsBoolean, but got " + publish);
    }
    return Optional.of(publish.booleanValue());
  }

  private static Optional<List<Parameter>> optional(ObjectNode json, String field) {
    if (!json.has(field)) {
      return Optional.empty();
    }
    List<Parameter> list = read(json.get(field));
    int bytes = Parameter.toJson(list).toString().getBytes(UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw ApiException.tooLarge(field, bytes, MAX_BYTES);
    }
    return Optional.of(list);
  }

  private static List<Parameter> read(JsonNode list) {
    if (!list.isArray()) {
      throw ApiException.badContent("parameters malformed!");
    }
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode entry : list) {
      JsonNode key = entry.path("key");
      JsonNode init = entry.path("init");
      boolean wellFormed =
          key.isString()
              && !key.stringValue().isBlank()
              && entry.has("value")
              && (init.isMissingNode() || init.isBoolean());
      if (!wellFormed) {
        throw ApiException.badContent("parameters malformed!");
      }
      parameters.add(new Parameter(key.stringValue(), entry.get("value"), init.asBoolean(false)));
    }
    return Parameter.merge(parameters);
  }
}
