package dev.whiskbook.standalone.entity;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action as stored.
 *
 * @param revision differs between any two states of any action of this server: warm containers are
 *     matched on it
 * @param updatedMs time of the last change, in milliseconds since the epoch
 */
public record WhiskAction(
    String namespace,
    String name,
    SemVer version,
    long revision,
    Exec exec,
    ActionLimits limits,
    List<Parameter> parameters,
    List<Parameter> annotations,
    boolean publish,
    long updatedMs) {

  /** {@code namespace/name}, as in the {@code path} annotation of its activations. */
  public String path() {
    return namespace + "/" + name;
  }

  /** True if the annotation {@code key} is present with the value {@code true}. */
  public boolean isAnnotated(String key) {
    return annotations.stream()
        .anyMatch(a -> a.key().equals(key) && a.value().isBoolean() && a.value().booleanValue());
  }

  /** The document that PUT, GET and DELETE answer with. */
  public ObjectNode toJson(boolean withCode) {
    var json = Json.object();
    json.set("annotations", Parameter.toJson(annotations));
    json.set("exec", exec.toJson(withCode));
    json.set("limits", limits.toJson());
    json.put("name", name).put("namespace", namespace);
    json.set("parameters", Parameter.toJson(parameters));
    return json.put("publish", publish)
        .put("updated", updatedMs)
        .put("version", version.toString());
  }

  /** The shorter form that lists hold. */
  public ObjectNode toSummary() {
    var json = Json.object().put("name", name).put("updated", updatedMs);
    json.putObject("exec").put("binary", exec.binary());
    json.set("limits", limits.toJson());
    json.put("namespace", namespace).put("publish", publish);
    json.set("annotations", Parameter.toJson(annotations));
    return json.put("version", version.toString());
  }
}
