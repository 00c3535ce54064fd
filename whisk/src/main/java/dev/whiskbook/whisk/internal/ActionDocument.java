package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.DeployedAction;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document that makes or changes an action, and whether one is needed. */
final class ActionDocument {
  private ActionDocument() {}

  /** The body of the PUT. Limits that the author left open are left to the server. */
  static ObjectNode of(Action action) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ObjectNode exec = document.putObject("exec");
    exec.put("kind", action.kind()).put("code", action.code());
    if (!action.main().isEmpty()) {
      exec.put("main", action.main());
    }
    ObjectNode limits = document.putObject("limits");
    action.timeoutMs().ifPresent(v -> limits.put("timeout", v));
    action.memoryMb().ifPresent(v -> limits.put("memory", v));
    action.logsMb().ifPresent(v -> limits.put("logs", v));
    action.concurrency().ifPresent(v -> limits.put("concurrency", v));
    // Parameters replace those of the server, so an empty list is sent, too; annotations merge.
    pairs(document.putArray("parameters"), action.parameters());
    pairs(document.putArray("annotations"), action.annotations());
    return document;
  }

  /** Whether the server's action is what a PUT would make of it. */
  static boolean matches(Action wanted, DeployedAction there) {
    return there.code().map(wanted.code()::equals).orElse(false)
        && sameKind(wanted.kind(), there.kind())
        && wanted.main().equals(there.main())
        && sameLimit(wanted.timeoutMs(), there, "timeout")
        && sameLimit(wanted.memoryMb(), there, "memory")
        && sameLimit(wanted.logsMb(), there, "logs")
        && sameLimit(wanted.concurrency(), there, "concurrency")
        && wanted.parameters().size() == there.parameters().size()
        && holds(there.parameters(), wanted.parameters())
        && holds(there.annotations(), wanted.annotations());
  }

  /** The server answers {@code nodejs:default} with the kind that it stands for. */
  private static boolean sameKind(String wanted, String there) {
    return wanted.endsWith(":default")
        ? there.startsWith(wanted.substring(0, wanted.indexOf(':') + 1))
        : wanted.equals(there);
  }

  private static boolean sameLimit(OptionalInt wanted, DeployedAction there, String limit) {
    return wanted.isEmpty() || Integer.valueOf(wanted.getAsInt()).equals(there.limits().get(limit));
  }

  private static boolean holds(Map<String, JsonNode> there, Map<String, Object> wanted) {
    return wanted.entrySet().stream()
        .allMatch(e -> wire(e.getValue()).equals(there.get(e.getKey())));
  }

  /** The value as it looks after having been sent: an int, for one, equals no long in Jackson. */
  private static JsonNode wire(Object value) {
    return Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(value));
  }

  private static void pairs(ArrayNode array, Map<String, Object> values) {
    values.forEach(
        (key, value) ->
            array.addObject().put("key", key).set("value", Json.MAPPER.valueToTree(value)));
  }
}
