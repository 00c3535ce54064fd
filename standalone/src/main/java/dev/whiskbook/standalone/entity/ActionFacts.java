package dev.whiskbook.standalone.entity;

import tools.jackson.databind.node.StringNode;

/**
 * What the records of an action's activations all say, made once: a hundred thousand of them share
 * it, and a collection of the heap has less to copy.
 */
public record ActionFacts(
    String name,
    String version,
    String path,
    Parameter pathAnnotation,
    Parameter kindAnnotation,
    Parameter limitsAnnotation) {

  /**
   * Those of an action.
   *
   * @param kind what its records call its kind
   */
  public static ActionFacts of(WhiskAction action, String kind) {
    String path = action.path();
    return new ActionFacts(
        action.name(),
        action.version().toString(),
        path,
        Parameter.of("path", StringNode.valueOf(path)),
        Parameter.of("kind", StringNode.valueOf(kind)),
        Parameter.of("limits", action.limits().toJson()));
  }
}
