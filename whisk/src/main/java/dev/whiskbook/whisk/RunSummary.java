package dev.whiskbook.whisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in the journal, in brief.
 *
 * @param id the run's id
 * @param action the action's name
 * @param target the target's name
 * @param n how many actions
 * @param done how many of them have a result or a reason why not
 * @param ok how many have a result
 * @param state how far it came
 * @param start when it began
 * @param wall how long it took; empty while it runs or if it was lost
 */
public record RunSummary(
    String id,
    String action,
    String target,
    int n,
    int done,
    int ok,
    RunState state,
    Instant start,
    Optional<Duration> wall) {

  @Override
  public String toString() {
    return "run %s: %s × %,d on %s, %s, %,d ok"
        .formatted(id, action, n, target, state.name().toLowerCase(java.util.Locale.ROOT), ok);
  }
}
