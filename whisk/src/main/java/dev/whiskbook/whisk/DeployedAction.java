package dev.whiskbook.whisk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An action as the server has it.
 *
 * @param namespace the namespace, with {@code /package} behind it if the action is in one
 * @param name the bare name
 * @param version counted up by the server at each change, for instance {@code 0.0.3}
 * @param kind the runtime, for instance {@code nodejs:20}; empty if the server did not say
 * @param code source text, or base64; empty in listings, which carry no code
 * @param main the function called; empty for the runtime's default
 * @param limits the limits by OpenWhisk's names: timeout (ms), memory, logs (MB), concurrency
 * @param parameters the bound parameters
 * @param annotations the annotations, with those the server adds
 * @param updated when it last changed
 */
public record DeployedAction(
    String namespace,
    String name,
    String version,
    String kind,
    Optional<String> code,
    String main,
    Map<String, Integer> limits,
    Map<String, JsonNode> parameters,
    Map<String, JsonNode> annotations,
    Instant updated) {

  /** The time limit of an activation in milliseconds, 60,000 if the server did not say. */
  public int timeoutMs() {
    return limits.getOrDefault("timeout", 60_000);
  }
}
