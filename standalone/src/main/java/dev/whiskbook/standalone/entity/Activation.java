package dev.whiskbook.standalone.entity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of one activation of an action, a sequence or a trigger.
 *
 * @param cause id of the sequence or composition that it is a part of
 * @param logs what was printed, oldest first; of sequences the ids of their parts, of triggers one
 *     JSON object per rule
 */
public record Activation(
    String activationId,
    Invoked invoked,
    Span span,
    Optional<String> cause,
    List<Parameter> annotations,
    ActivationResponse response,
    List<String> logs,
    Notes notes) {

  /**
   * What was invoked.
   *
   * @param namespace whose activation it is: that of the key that was used
   * @param path {@code namespace/[package/]name} of the entity
   */
  public record Invoked(String namespace, String name, String version, String path) {
    /** An action, invoked by {@code namespace}. */
    public static Invoked action(String namespace, WhiskAction action) {
      return new Invoked(namespace, action.name(), action.version().toString(), action.path());
    }

    /** The same of an action whose records share what they have in common. */
    public static Invoked action(String namespace, ActionFacts facts) {
      return new Invoked(namespace, facts.name(), facts.version(), facts.path());
    }
  }

  /**
   * When, in milliseconds since the epoch.
   *
   * @param startMs start of the run, or of the initialisation if there was one
   * @param endMs absent for triggers
   * @param durationMs absent for triggers; of a sequence the sum of its parts
   */
  public record Span(long startMs, OptionalLong endMs, OptionalLong durationMs) {
    /** From start to end. */
    public static Span of(long startMs, long endMs) {
      return new Span(startMs, OptionalLong.of(endMs), OptionalLong.of(endMs - startMs));
    }

    /** Of a trigger, which has no length. */
    public static Span at(long startMs) {
      return new Span(startMs, OptionalLong.empty(), OptionalLong.empty());
    }
  }

  /**
   * What we know beyond OpenWhisk's record: for headers, not part of the JSON.
   *
   * @param containerId the container it ran in, after its invoker: {@code wsk0_context-3}
   * @param simulated which latencies and faults were injected; empty if none
   */
  public record Notes(String containerId, String simulated) {
    /** Of what ran in no container. */
    public static final Notes NONE = new Notes("none", "");
  }

  /** Start, in milliseconds since the epoch. */
  public long startMs() {
    return span.startMs;
  }

  /** {@code namespace/[package/]name} of what was invoked. */
  public String path() {
    return invoked.path;
  }

  /** The namespace that it belongs to. */
  public String namespace() {
    return invoked.namespace;
  }

  /** Which latencies and faults were injected; empty if none. */
  public String simulated() {
    return notes.simulated;
  }

  /** The container it ran in. */
  public String containerId() {
    return notes.containerId;
  }

  /** The value of an annotation in milliseconds, such as {@code waitTime}, if there is one. */
  public OptionalLong annotatedMs(String key) {
    for (Parameter annotation : annotations) {
      if (annotation.key().equals(key)) {
        return OptionalLong.of(annotation.value().asLong(0));
      }
    }
    return OptionalLong.empty();
  }

  /** True if its logs are the ids of its parts, which blocking replies show. */
  public boolean isComposite() {
    return annotations.stream().anyMatch(a -> a.key().equals("topmost"));
  }

  /** Rough memory of the record, in bytes, for the bound of the store. */
  public long footprint() {
    long bytes = 512L + response.resultJson().length();
    for (String line : logs) {
      bytes += 64L + line.length();
    }
    return bytes;
  }

  /** The full record; blocking replies leave the logs of actions out. */
  public ObjectNode toJson(boolean withLogs) {
    var json = Json.object().put("activationId", activationId);
    json.set("annotations", Parameter.toJson(annotations));
    cause.ifPresent(id -> json.put("cause", id));
    span.durationMs.ifPresent(ms -> json.put("duration", ms));
    span.endMs.ifPresent(ms -> json.put("end", ms));
    json.set("logs", withLogs ? logsJson() : Json.MAPPER.createArrayNode());
    json.put("name", invoked.name).put("namespace", invoked.namespace).put("publish", false);
    json.set("response", response.toJson());
    return json.put("start", span.startMs)
        .put("subject", invoked.namespace)
        .put("version", invoked.version);
  }

  /** The shorter form that lists hold. */
  public ObjectNode toSummary() {
    var json = Json.object().put("statusCode", response.status().code());
    span.durationMs.ifPresent(ms -> json.put("duration", ms));
    json.put("name", invoked.name).put("activationId", activationId);
    cause.ifPresent(id -> json.put("cause", id));
    span.endMs.ifPresent(ms -> json.put("end", ms));
    json.put("start", span.startMs).put("namespace", invoked.namespace).put("publish", false);
    json.set("annotations", Parameter.toJson(annotations));
    return json.put("version", invoked.version);
  }

  /** The log lines, oldest first. */
  public ArrayNode logsJson() {
    var array = Json.MAPPER.createArrayNode();
    logs.forEach(array::add);
    return array;
  }
}
