package dev.whiskbook.whisk;

import java.util.List;

/**
 * Counts over a run.
 *
 * @param ok action numbers with a result
 * @param missing action numbers without one
 * @param attempts all attempts
 * @param cold attempts that initialised a container
 * @param further attempts that were not the first of their action number
 * @param overtaken attempts that were given up because another one was faster
 */
public record Totals(int ok, int missing, int attempts, int cold, int further, int overtaken) {

  /** In one pass, as the results of a large run are read from the journal. */
  static Totals of(List<ActionResult> results) {
    int ok = 0;
    int attempts = 0;
    int cold = 0;
    int further = 0;
    int overtaken = 0;
    for (ActionResult result : results) {
      ok += result.ok() ? 1 : 0;
      for (Attempt attempt : result.attempts()) {
        attempts++;
        cold += attempt.cold() ? 1 : 0;
        further += attempt.attempt() > 1 ? 1 : 0;
        overtaken += attempt.isOvertaken() ? 1 : 0;
      }
    }
    return new Totals(ok, results.size() - ok, attempts, cold, further, overtaken);
  }
}
