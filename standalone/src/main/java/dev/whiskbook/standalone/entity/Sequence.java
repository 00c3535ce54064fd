package dev.whiskbook.standalone.entity;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Actions that run one after the other, each with the result of the one before. */
public record Sequence(List<QualifiedName> components) implements Executable {
  /** The kind of every sequence, and of the records of conductors. */
  public static final String KIND = "sequence";

  /** Most actions of a sequence, nested ones counted, and of a composition. */
  public static final int MAX_ACTIONS = 50;

  @Override
  public String kind() {
    return KIND;
  }

  /** The components with a leading slash. */
  public ArrayNode componentsJson() {
    var array = Json.MAPPER.createArrayNode();
    components.forEach(c -> array.add("/" + c.path()));
    return array;
  }

  @Override
  public ObjectNode toJson(boolean withCode) {
    var json = Json.object();
    json.set("components", componentsJson());
    return json.put("kind", KIND);
  }
}
