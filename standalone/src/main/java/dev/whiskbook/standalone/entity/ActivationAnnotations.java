package dev.whiskbook.standalone.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** The annotations of a record, under OpenWhisk's names, in the order they are added. */
public final class ActivationAnnotations {
  private final List<Parameter> list = new ArrayList<>();

  /** Those that every activation of an action has. */
  public static ActivationAnnotations of(WhiskAction action, String kind, long waitTimeMs) {
    return of(ActionFacts.of(action, kind), waitTimeMs);
  }

  /** The same of an action whose records share what they have in common. */
  public static ActivationAnnotations of(ActionFacts facts, long waitTimeMs) {
    var annotations = new ActivationAnnotations();
    annotations.list.add(facts.pathAnnotation());
    annotations.add("waitTime", waitTimeMs);
    annotations.list.add(facts.kindAnnotation());
    annotations.list.add(facts.limitsAnnotation());
    return annotations;
  }

  /** Adds one with any value. */
  public ActivationAnnotations add(String key, JsonNode value) {
    list.add(Parameter.of(key, value));
    return this;
  }

  /** Adds one with a text. */
  public ActivationAnnotations add(String key, String value) {
    return add(key, StringNode.valueOf(value));
  }

  /** Adds one with a number, in milliseconds. */
  public ActivationAnnotations add(String key, long value) {
    return add(key, LongNode.valueOf(value));
  }

  /** Adds one that is true or false. */
  public ActivationAnnotations add(String key, boolean value) {
    return add(key, BooleanNode.valueOf(value));
  }

  /** Says that a sequence or composition set it off, if so. */
  public ActivationAnnotations causedBy(Optional<String> cause) {
    return cause.isPresent() ? add("causedBy", Sequence.KIND) : this;
  }

  /** Those added so far. */
  public List<Parameter> list() {
    return List.copyOf(list);
  }
}
