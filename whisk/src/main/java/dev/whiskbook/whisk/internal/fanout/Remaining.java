package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.internal.journal.Accepted;
import dev.whiskbook.whisk.internal.journal.StoredRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is left to do of a run: all of it, or what an earlier program left undone.
 *
 * @param numbers the action numbers to do, in order
 * @param decided the results of the others, read from the journal as they are asked for
 * @param earlier attempts of the numbers to do that were tried before
 * @param running activations of numbers that may go on still
 */
@SuppressWarnings("ArrayRecordComponent") // up to a million numbers, which as a list would be 20 MB
record Remaining(
    int[] numbers,
    Iterable<ActionResult> decided,
    Map<Integer, List<Attempt>> earlier,
    Map<Integer, Accepted> running) {

  static Remaining all(int n) {
    return new Remaining(IntStream.range(0, n).toArray(), List.of(), Map.of(), Map.of());
  }

  /**
   * What a stored run left undone.
   *
   * @param results what the journal has of each action number
   * @param sameServer whether its activations can still be asked for
   */
  static Remaining of(StoredRun run, List<ActionResult> results, boolean sameServer) {
    IntStream.Builder numbers = IntStream.builder();
    Map<Integer, List<Attempt>> earlier = new HashMap<>();
    for (ActionResult result : results) {
      if (!StoredRuns.isDecided(result)) {
        numbers.add(result.i());
        if (!result.attempts().isEmpty()) {
          earlier.put(result.i(), result.attempts());
        }
      }
    }
    return new Remaining(
        numbers.build().toArray(),
        () -> results.stream().filter(StoredRuns::isDecided).iterator(),
        earlier,
        sameServer ? run.running() : Map.of());
  }
}
