package dev.whiskbook.standalone.entity;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule: a trigger and the action that it sets off. Whether it is active stands in the trigger.
 *
 * @param updatedMs time of the last change, in milliseconds since the epoch
 */
public record WhiskRule(
    QualifiedName id,
    SemVer version,
    QualifiedName trigger,
    QualifiedName action,
    List<Parameter> annotations,
    boolean publish,
    long updatedMs)
    implements Entity {

  /** OpenWhisk's words for the two states. */
  public static String status(boolean active) {
    return active ? "active" : "inactive";
  }

  /** The document of GET, PUT and DELETE. */
  public ObjectNode toJson(boolean active) {
    ObjectNode json = toSummary();
    json.remove(List.of("updated", "version"));
    return json.put("status", status(active))
        .put("updated", updatedMs)
        .put("version", version.toString());
  }

  @Override
  public ObjectNode toSummary() {
    var json = Json.object();
    json.set("action", action.toJson());
    json.set("annotations", Parameter.toJson(annotations));
    json.put("name", id.name()).put("namespace", id.namespace()).put("publish", publish);
    json.set("trigger", trigger.toJson());
    return json.put("updated", updatedMs).put("version", version.toString());
  }
}
