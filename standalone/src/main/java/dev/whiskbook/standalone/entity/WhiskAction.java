package dev.whiskbook.standalone.entity;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action as stored.
 *
 * @param revision differs between any two states of any action of this server: warm containers are
 *     matched on it
 * @param updatedMs time of the last change, in milliseconds since the epoch
 */
public record WhiskAction(
    QualifiedName id,
    SemVer version,
    long revision,
    Executable executable,
    ActionLimits limits,
    List<Parameter> parameters,
    List<Parameter> annotations,
    boolean publish,
    long updatedMs)
    implements Entity {

  /** The namespace that owns it. */
  public String namespace() {
    return id.namespace();
  }

  /** Its name without namespace and package. */
  public String name() {
    return id.name();
  }

  /** {@code namespace/[package/]name}, as in the {@code path} annotation of its activations. */
  public String path() {
    return id.path();
  }

  /**
   * Its code.
   *
   * @throws IllegalStateException if it has none, being a sequence or an image
   */
  public Exec exec() {
    if (executable instanceof Exec code) {
      return code;
    }
    throw new IllegalStateException(path() + " is of kind " + executable.kind() + ", not code");
  }

  /** True if the annotation {@code key} is present with the value {@code true}. */
  public boolean isAnnotated(String key) {
    return annotation(key).filter(v -> v.isBoolean() && v.booleanValue()).isPresent();
  }

  /** OpenWhisk's looser test: any value but false, zero, null and the empty string. */
  public boolean isTruthy(String key) {
    return annotation(key)
        .filter(
            v ->
                switch (v.getNodeType()) {
                  case BOOLEAN -> v.booleanValue();
                  case NUMBER -> v.doubleValue() != 0;
                  case STRING -> !v.stringValue().isEmpty();
                  case NULL, MISSING -> false;
                  default -> true;
                })
        .isPresent();
  }

  /** The value of an annotation. */
  public Optional<JsonNode> annotation(String key) {
    for (Parameter annotation : annotations) { // looked up several times for each activation
      if (annotation.key().equals(key)) {
        return Optional.of(annotation.value());
      }
    }
    return Optional.empty();
  }

  /**
   * Most activations at once in one container: its limit if it is for Node.js, otherwise one. No
   * other runtime of OpenWhisk's takes several.
   */
  public int activationsPerContainer() {
    return exec().kind().startsWith("nodejs:") ? limits.concurrency() : 1;
  }

  /** True if it decides by itself what runs next. */
  public boolean isConductor() {
    return executable instanceof Exec && isTruthy("conductor");
  }

  /** This action with the parameters of its package, and of a binding to that, under its own. */
  public WhiskAction inheriting(List<Parameter> inherited) {
    return inherited.isEmpty()
        ? this
        : new WhiskAction(
            id,
            version,
            revision,
            executable,
            limits,
            Parameter.merge(inherited, parameters),
            annotations,
            publish,
            updatedMs);
  }

  /** The document that PUT, GET and DELETE answer with. */
  public ObjectNode toJson(boolean withCode) {
    var json = Json.object();
    json.set("annotations", Parameter.toJson(annotations));
    json.set("exec", executable.toJson(withCode));
    json.set("limits", limits.toJson());
    json.put("name", id.name()).put("namespace", id.folder());
    json.set("parameters", Parameter.toJson(parameters));
    return json.put("publish", publish)
        .put("updated", updatedMs)
        .put("version", version.toString());
  }

  @Override
  public ObjectNode toSummary() {
    var json = Json.object().put("name", id.name()).put("updated", updatedMs);
    json.putObject("exec").put("binary", executable instanceof Exec code && code.binary());
    json.set("limits", limits.toJson());
    json.put("namespace", id.folder()).put("publish", publish);
    json.set("annotations", Parameter.toJson(annotations));
    return json.put("version", version.toString());
  }
}
