package dev.whiskbook.standalone.entity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A key with a value: a default argument or an annotation.
 *
 * @param init for arguments: the value goes to the environment at initialisation, not to the call
 */
public record Parameter(String key, JsonNode value, boolean init) {
  /** A plain key and value. */
  public static Parameter of(String key, JsonNode value) {
    return new Parameter(key, value, false);
  }

  /** The list as OpenWhisk shows it: {@code [{"key":…,"value":…}]}. */
  public static ArrayNode toJson(List<Parameter> parameters) {
    var array = Json.MAPPER.createArrayNode();
    for (Parameter p : parameters) {
      var entry = array.addObject().put("key", p.key);
      entry.set("value", p.value);
      if (p.init) {
        entry.put("init", true);
      }
    }
    return array;
  }

  /** One list out of several; a later entry replaces an earlier one with the same key. */
  @SafeVarargs
  public static List<Parameter> merge(Collection<Parameter>... lists) {
    Map<String, Parameter> merged = new LinkedHashMap<>();
    for (Collection<Parameter> list : lists) {
      list.forEach(p -> merged.put(p.key, p));
    }
    return List.copyOf(merged.values());
  }
}
