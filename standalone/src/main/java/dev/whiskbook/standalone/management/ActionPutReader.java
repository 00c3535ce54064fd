package dev.whiskbook.standalone.management;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a PUT of an action; every error is the one that OpenWhisk gives. */
final class ActionPutReader {
  private ActionPutReader() {}

  static ActionPut read(byte[] body, String namespace) {
    ObjectNode json = JsonBody.object(body);
    return new ActionPut(
        json.has("exec")
            ? Optional.of(ExecReader.read(json.get("exec"), namespace))
            : Optional.empty(),
        PartialLimits.read(json.path("limits")),
        ParametersReader.parameters(json),
        ParametersReader.annotations(json).orElse(List.of()),
        names(json.path("delAnnotations")),
        ParametersReader.version(json),
        ParametersReader.publish(json));
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(name -> names.add(name.asString("")));
    return names;
  }
}
