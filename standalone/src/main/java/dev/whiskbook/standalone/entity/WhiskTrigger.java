package dev.whiskbook.standalone.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trigger.
 *
 * @param rules the rules on it by path, in the order they were linked; as in OpenWhisk the status
 *     of a rule stands here, so a rule without its trigger is inactive
 * @param updatedMs time of the last change, in milliseconds since the epoch
 */
public record WhiskTrigger(
    QualifiedName id,
    SemVer version,
    List<Parameter> parameters,
    List<Parameter> annotations,
    Map<String, Link> rules,
    boolean publish,
    long updatedMs)
    implements Entity {

  /** What a rule has the trigger do. */
  public record Link(QualifiedName action, boolean active) {}

  /** This trigger with other rules; neither version nor time change by that. */
  public WhiskTrigger withRules(UnaryOperator<Map<String, Link>> change) {
    Map<String, Link> changed = change.apply(new LinkedHashMap<>(rules));
    return new WhiskTrigger(id, version, parameters, annotations, changed, publish, updatedMs);
  }

  /** True if a fire would do anything. */
  public boolean hasActiveRule() {
    return rules.values().stream().anyMatch(Link::active);
  }

  /** The document of GET, PUT and DELETE; without rules the key is left out. */
  public ObjectNode toJson() {
    var json = Json.object();
    json.set("annotations", Parameter.toJson(annotations));
    json.putObject("limits");
    json.put("name", id.name()).put("namespace", id.namespace());
    json.set("parameters", Parameter.toJson(parameters));
    json.put("publish", publish);
    if (!rules.isEmpty()) {
      var links = json.putObject("rules");
      rules.forEach(
          (rule, link) -> {
            var entry = links.putObject(rule);
            entry.set("action", link.action.toJson());
            entry.put("status", WhiskRule.status(link.active));
          });
    }
    return json.put("updated", updatedMs).put("version", version.toString());
  }

  @Override
  public ObjectNode toSummary() {
    var json = Json.object().put("name", id.name()).put("updated", updatedMs);
    json.put("namespace", id.namespace()).put("publish", publish);
    json.set("annotations", Parameter.toJson(annotations));
    return json.put("version", version.toString());
  }
}
