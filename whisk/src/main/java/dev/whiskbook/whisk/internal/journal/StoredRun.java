package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run as the journal has it.
 *
 * @param key the journal's own number of it
 * @param apihost where it ran
 * @param results those that there are, by action number
 * @param attempts all attempts that ended, in order of action number and try
 * @param isWhole whether results, attempts and activations are here, or only in the journal
 * @param running activations that were not over when the journal was last written
 */
public record StoredRun(
    long key,
    String id,
    String action,
    String target,
    String apihost,
    int n,
    OptionalLong seed,
    Instant start,
    Duration wall,
    RunState state,
    Optional<Action> definition,
    Map<String, Object> settings,
    Map<Integer, ActionResult> results,
    Map<Integer, List<Attempt>> attempts,
    Map<Integer, Accepted> running,
    boolean isWhole) {}
