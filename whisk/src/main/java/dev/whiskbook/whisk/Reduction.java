package dev.whiskbook.whisk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reducer made of a run's results, and which results it had to do without.
 *
 * @param value what the reducer returned; may be null
 * @param n how many actions the run had
 * @param missing the action numbers that gave no result, in order
 */
public record Reduction<T>(T value, int n, List<Missing> missing) {
  private static final int SHOWN = 3;

  /** Copies the list. */
  public Reduction {
    missing = List.copyOf(missing);
  }

  /** Whether every action gave a result. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /** A sentence that says what is missing; empty if nothing is. */
  public Optional<String> warning() {
    if (complete()) {
      return Optional.empty();
    }
    String some =
        missing.stream().limit(SHOWN).map(Missing::toString).collect(Collectors.joining("; "));
    String more = missing.size() > SHOWN ? "; and %,d more".formatted(missing.size() - SHOWN) : "";
    return Optional.of(
        "Reduced without %,d of %,d results: %s%s.".formatted(missing.size(), n, some, more));
  }

  @Override
  public String toString() {
    return warning().map(w -> value + "\n" + w).orElseGet(() -> String.valueOf(value));
  }
}
