package dev.whiskbook.standalone.entity;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A package, or a binding to one.
 *
 * @param binding the package that this one stands for, with parameters of its own over it
 * @param publish true if other namespaces may read and use it
 * @param updatedMs time of the last change, in milliseconds since the epoch
 */
public record WhiskPackage(
    QualifiedName id,
    SemVer version,
    Optional<QualifiedName> binding,
    List<Parameter> parameters,
    List<Parameter> annotations,
    boolean publish,
    long updatedMs)
    implements Entity {

  /** The document that PUT and DELETE answer with. */
  public ObjectNode toJson() {
    var json = Json.object();
    json.set("annotations", Parameter.toJson(annotations));
    json.set("binding", binding.map(WhiskPackage::bindingJson).orElseGet(Json::object));
    json.put("name", id.name()).put("namespace", id.namespace());
    json.set("parameters", Parameter.toJson(parameters));
    return json.put("publish", publish)
        .put("updated", updatedMs)
        .put("version", version.toString());
  }

  @Override
  public ObjectNode toSummary() {
    var json = Json.object().put("name", id.name());
    if (binding.isPresent()) {
      json.set("binding", bindingJson(binding.get()));
    } else {
      json.put("binding", false);
    }
    json.put("updated", updatedMs).put("namespace", id.namespace()).put("publish", publish);
    json.set("annotations", Parameter.toJson(annotations));
    return json.put("version", version.toString());
  }

  /** The value of the field and of the annotation {@code binding}. */
  public static ObjectNode bindingJson(QualifiedName target) {
    return Json.object().put("name", target.name()).put("namespace", target.namespace());
  }
}
