package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a run when it begins.
 *
 * @param definition the action as its author defined it; empty if it was on the server already
 * @param settings how it is run, by the names of the fan-out's options
 */
public record RunHeader(
    String id,
    String action,
    Target target,
    int n,
    OptionalLong seed,
    Instant start,
    Plan plan,
    Optional<Action> definition,
    Map<String, Object> settings) {

  /** Under what name an estimate stands among the settings. */
  public static final String ESTIMATE = "estimate";
}
