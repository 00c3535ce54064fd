package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.Results;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.internal.Chunks;
import dev.whiskbook.whisk.internal.ItemResults;
import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.StoredSettings;
import dev.whiskbook.whisk.internal.journal.JournaledResults;
import dev.whiskbook.whisk.internal.journal.RunHeader;
import dev.whiskbook.whisk.internal.journal.RunReader;
import dev.whiskbook.whisk.internal.journal.StoredRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Runs from the journal: as they are shown, and what is left to do of them. */
public final class StoredRuns {
  // Of results and attempts, as texts; in memory they are some times as large.
  private static final long MEMORY_BYTES = 4L << 20;

  /** Ends that say nothing about the action: whoever resumes a run tries these numbers again. */
  private static final Set<Status> UNDECIDED =
      Set.of(
          Status.CANCELLED,
          Status.THROTTLED,
          Status.CONNECTION_FAILED,
          Status.INTERNAL_ERROR,
          Status.NO_RECORD);

  private StoredRuns() {}

  /** The run with a result or a reason for each action number. */
  public static Run run(RunReader reader, String id) {
    StoredRun stored = reader.run(id, MEMORY_BYTES);
    List<ActionResult> results =
        stored.isWhole()
            ? IntStream.range(0, stored.n()).mapToObj(i -> result(stored, i)).toList()
            : results(reader, id, stored.n());
    Chunks chunks = StoredSettings.chunks(stored.settings(), stored.n());
    return new Run(
        stored.id(),
        stored.action(),
        stored.target(),
        chunks.items(),
        stored.seed(),
        stored.start(),
        stored.wall(),
        new Results(stored.action() + " results", ItemResults.of(chunks, results)),
        stored.state(),
        Optional.ofNullable(stored.settings().get(RunHeader.ESTIMATE))
            .map(estimate -> Json.MAPPER.convertValue(estimate, Estimate.class)));
  }

  /** The results of a run of n activations, which stay in the journal. */
  static List<ActionResult> results(RunReader reader, String id, int n) {
    return new JournaledResults(reader, id, n, StoredRuns::unfinished);
  }

  /** Whether this number is done with: the action gave a result, or an error of its own. */
  static boolean isDecided(ActionResult result) {
    return !UNDECIDED.contains(result.status());
  }

  private static ActionResult result(StoredRun stored, int i) {
    ActionResult result = stored.results().get(i);
    return result == null ? unfinished(i, stored.attempts().getOrDefault(i, List.of())) : result;
  }

  private static ActionResult unfinished(int i, List<Attempt> attempts) {
    return new ActionResult(
        i, Optional.empty(), Status.CANCELLED, "the run ended before it", attempts);
  }
}
