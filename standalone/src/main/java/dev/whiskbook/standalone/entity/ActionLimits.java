package dev.whiskbook.standalone.entity;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one activation of an action may use.
 *
 * @param timeoutMs longest run, in milliseconds; initialisation has the same limit of its own
 * @param memoryMb memory of its container, in MB
 * @param logsMb most log output kept, in MB (1,048,576 bytes)
 * @param concurrency most activations at once in one container
 * @param instances most containers of the action at once, if given
 */
public record ActionLimits(
    int timeoutMs, int memoryMb, int logsMb, int concurrency, OptionalInt instances) {
  public static final int MIN_TIMEOUT_MS = 100;
  public static final int MAX_TIMEOUT_MS = 300_000;
  public static final int MIN_MEMORY_MB = 128;
  public static final int MAX_MEMORY_MB = 512;
  public static final int MAX_LOGS_MB = 10;

  /** What OpenWhisk gives an action that asks for nothing. */
  public static final ActionLimits DEFAULT =
      new ActionLimits(60_000, 256, 10, 1, OptionalInt.empty());

  /**
   * The sentence that OpenWhisk answers with if a limit is out of its range; empty if all hold.
   *
   * @param maxConcurrency most activations at once that an action may ask for; OpenWhisk's is 1
   */
  public Optional<String> violation(int maxConcurrency) {
    return duration(timeoutMs)
        .or(() -> size("memory", memoryMb, MIN_MEMORY_MB, MAX_MEMORY_MB))
        .or(() -> size("log", logsMb, 0, MAX_LOGS_MB))
        .or(() -> concurrencyViolation(maxConcurrency))
        .or(this::instancesViolation)
        .map(text -> "requirement failed: " + text);
  }

  private static Optional<String> duration(int ms) {
    if (ms < MIN_TIMEOUT_MS) {
      return Optional.of(
          "duration %d milliseconds below allowed threshold of %d milliseconds"
              .formatted(ms, MIN_TIMEOUT_MS));
    }
    return ms <= MAX_TIMEOUT_MS
        ? Optional.empty()
        : Optional.of(
            "duration %d milliseconds exceeds allowed threshold of %d milliseconds"
                .formatted(ms, MAX_TIMEOUT_MS));
  }

  private static Optional<String> size(String field, int mb, int min, int max) {
    if (mb < min) {
      return Optional.of(
          "%s size %d MB below allowed threshold of %d MB".formatted(field, mb, min));
    }
    return mb <= max
        ? Optional.empty()
        : Optional.of("%s size %d MB exceeds allowed threshold of %d MB".formatted(field, mb, max));
  }

  private Optional<String> concurrencyViolation(int max) {
    if (concurrency < 1) {
      return Optional.of("concurrency %d below allowed threshold of 1".formatted(concurrency));
    }
    return concurrency <= max
        ? Optional.empty()
        : Optional.of("concurrency %d exceeds allowed threshold of %d".formatted(concurrency, max));
  }

  private Optional<String> instancesViolation() {
    return instances.isPresent() && instances.getAsInt() < 0
        ? Optional.of("instances %d below allowed threshold of 0".formatted(instances.getAsInt()))
        : Optional.empty();
  }

  /** The limits as they stand in an action document. */
  public ObjectNode toJson() {
    var json =
        Json.object()
            .put("concurrency", concurrency)
            .put("logs", logsMb)
            .put("memory", memoryMb)
            .put("timeout", timeoutMs);
    instances.ifPresent(n -> json.put("instances", n));
    return json;
  }
}
