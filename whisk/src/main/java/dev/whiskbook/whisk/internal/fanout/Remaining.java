package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.internal.journal.Accepted;
import dev.whiskbook.whisk.internal.journal.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is left to do of a run: all of it, or what an earlier program left undone.
 *
 * @param numbers the action numbers to do, in order
 * @param decided the results of the others
 * @param earlier attempts of the numbers that were tried before
 * @param running activations of numbers that may go on still
 */
@SuppressWarnings("ArrayRecordComponent") // up to a million numbers, which as a list would be 20 MB
record Remaining(
    int[] numbers,
    List<ActionResult> decided,
    Map<Integer, List<Attempt>> earlier,
    Map<Integer, Accepted> running) {

  static Remaining all(int n) {
    return new Remaining(IntStream.range(0, n).toArray(), List.of(), Map.of(), Map.of());
  }

  /**
   * What a stored run left undone.
   *
   * @param sameServer whether its activations can still be asked for
   */
  static Remaining of(StoredRun run, boolean sameServer) {
    int[] numbers =
        IntStream.range(0, run.n())
            .filter(i -> !StoredRuns.isDecided(run.results().get(i)))
            .toArray();
    List<ActionResult> decided =
        run.results().values().stream()
            .filter(StoredRuns::isDecided)
            .collect(Collectors.toUnmodifiableList());
    return new Remaining(numbers, decided, run.attempts(), sameServer ? run.running() : Map.of());
  }
}
