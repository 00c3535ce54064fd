package dev.whiskbook.whisk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The record of one activation.
 *
 * @param id 32 hexadecimal digits
 * @param name the action's bare name
 * @param version the action's version that ran
 * @param start when it started, initialisation included
 * @param durationMs how long it took, initialisation included
 * @param status how it ended
 * @param result what the action returned, or {@code {"error": …}}; a missing node in listings
 * @param logs lines of the form {@code time stream: text}; empty in the answer of an invocation
 * @param annotations by key, for instance {@code waitTime} and, after a cold start, {@code
 *     initTime}
 */
public record Activation(
    String id,
    String name,
    String version,
    Instant start,
    long durationMs,
    Status status,
    JsonNode result,
    List<String> logs,
    Map<String, JsonNode> annotations) {

  /** Whether the container had to be initialised for this activation. */
  public boolean cold() {
    return annotations.containsKey("initTime");
  }
}
