package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.http.ApiException;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** The limits that a PUT names; the others stay. */
record PartialLimits(
    OptionalInt timeoutMs,
    OptionalInt memoryMb,
    OptionalInt logsMb,
    OptionalInt concurrency,
    OptionalInt instances) {

  /** Reads the {@code limits} of a body; keys that OpenWhisk does not know are ignored. */
  static PartialLimits read(JsonNode limits) {
    return new PartialLimits(
        integer(limits, "timeout", "time limit malformed"),
        integer(limits, "memory", "memory limit malformed"),
        integer(limits, "logs", "log limit malformed"),
        integer(limits, "concurrency", "concurrency limit malformed"),
        integer(limits, "instances", "instances limit malformed"));
  }

  /**
   * These limits where named, else {@code base}; refused if out of range.
   *
   * @param maxConcurrency most activations at once in one container
   */
  ActionLimits over(ActionLimits base, int maxConcurrency) {
    var merged =
        new ActionLimits(
            timeoutMs.orElse(base.timeoutMs()),
            memoryMb.orElse(base.memoryMb()),
            logsMb.orElse(base.logsMb()),
            concurrency.orElse(base.concurrency()),
            instances.isPresent() ? instances : base.instances());
    merged
        .violation(maxConcurrency)
        .ifPresent(
            text -> {
              throw ApiException.of(400, text);
            });
    return merged;
  }

  private static OptionalInt integer(JsonNode limits, String key, String malformed) {
    JsonNode value = limits.path(key);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw ApiException.badContent(malformed);
    }
    return OptionalInt.of(value.intValue());
  }
}
