package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Until;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * What is made of results as they come.
 *
 * @param value the number of each result whose mean is estimated; empty for no estimate
 * @param until when that is enough
 * @param confidence of the interval, between 0 and 1
 */
public record Folding(
    Optional<ToDoubleFunction<? super JsonNode>> value, Optional<Until> until, double confidence) {

  /** No estimate, and 95 % if there will be one. */
  static final Folding NONE = new Folding(Optional.empty(), Optional.empty(), 0.95);

  Folding withValue(ToDoubleFunction<? super JsonNode> newValue) {
    return new Folding(Optional.of(newValue), until, confidence);
  }

  Folding withUntil(Until newUntil) {
    return new Folding(value, Optional.of(newUntil), confidence);
  }

  Folding withConfidence(double newConfidence) {
    return new Folding(value, until, newConfidence);
  }
}
