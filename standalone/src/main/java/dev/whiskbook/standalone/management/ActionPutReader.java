package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.http.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a PUT; every error is the one that OpenWhisk gives. */
final class ActionPutReader {
  private static final int MAX_PARAMETER_BYTES = 1 << 20;

  private ActionPutReader() {}

  static ActionPut read(byte[] body) {
    ObjectNode json = JsonBody.object(body);
    Optional<List<Parameter>> parameters =
        json.has("parameters") ? Optional.of(parameters(json.get("parameters"))) : Optional.empty();
    parameters.ifPresent(ActionPutReader::requireSmall);
    return new ActionPut(
        json.has("exec") ? Optional.of(exec(json.get("exec"))) : Optional.empty(),
        PartialLimits.read(json.path("limits")),
        parameters,
        json.has("annotations") ? parameters(json.get("annotations")) : List.of(),
        names(json.path("delAnnotations")),
        json.has("version") ? Optional.of(version(json.get("version"))) : Optional.empty(),
        json.has("publish") ? Optional.of(publish(json.get("publish"))) : Optional.empty());
  }

  private static Exec exec(JsonNode exec) {
    JsonNode kindNode = exec.path("kind");
    if (!kindNode.isString()) {
      throw ApiException.badContent("'kind' must be a string defined in 'exec'");
    }
    String kind = Kinds.resolve(kindNode.stringValue());
    JsonNode code = exec.path("code");
    if (code.isMissingNode() || code.isNull()) {
      throw ApiException.badContent(
          "'code' must be a string or attachment object defined in 'exec' for '%s' actions"
              .formatted(kind));
    }
    if (!code.isString()) {
      throw ApiException.badContent("Could not deserialize as attachment record: " + code);
    }
    JsonNode main = exec.path("main");
    if (!main.isMissingNode() && !main.isString()) {
      throw ApiException.badContent(
          "'main' must be a string defined in 'exec' for '%s' actions".formatted(kind));
    }
    String text = code.stringValue();
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > Exec.MAX_BYTES) {
      throw ApiException.tooLarge("exec", bytes, Exec.MAX_BYTES);
    }
    return new Exec(
        kind,
        text,
        Exec.looksBinary(text),
        main.isString() ? Optional.of(main.stringValue()) : Optional.empty());
  }

  private static List<Parameter> parameters(JsonNode list) {
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

  private static void requireSmall(List<Parameter> parameters) {
    int bytes = Parameter.toJson(parameters).toString().getBytes(UTF_8).length;
    if (bytes > MAX_PARAMETER_BYTES) {
      throw ApiException.tooLarge("parameters", bytes, MAX_PARAMETER_BYTES);
    }
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(name -> names.add(name.asString("")));
    return names;
  }

  private static SemVer version(JsonNode version) {
    return SemVer.parse(version.asString(""))
        .orElseThrow(() -> ApiException.badContent("semantic version malformed"));
  }

  private static boolean publish(JsonNode publish) {
    if (!publish.isBoolean()) {
      throw ApiException.badContent("Expected JsBoolean, but got " + publish);
    }
    return publish.booleanValue();
  }
}
