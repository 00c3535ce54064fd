package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Totals;
import java.util.List;
import java.util.function.Function;

/**
 * What came of one trial.
 *
 * @param trial what was to be done
 * @param runId the run's id
 * @param ms from the first invocation to the last result, in milliseconds; NaN if no action gave a
 *     result, or the clock went backwards
 * @param ok how many actions gave a result
 * @param cold how many containers were initialised
 * @param value the estimate; NaN if there is none
 * @param standardError of the estimate, as the reducer says; NaN if it does not
 */
public record Measurement(
    Trial trial, String runId, double ms, int ok, int cold, double value, double standardError) {

  /**
   * An estimate that a reducer made of a run.
   *
   * @param value the estimate
   * @param standardError what theory expects of its error; NaN if unknown
   */
  public record Estimate(double value, double standardError) {
    /** No estimate. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);
  }

  static Measurement of(Trial trial, Run run, Function<Run, Estimate> estimator) {
    Totals totals = run.totals();
    Estimate estimate = totals.ok() == 0 ? Estimate.NONE : estimator.apply(run);
    return new Measurement(
        trial,
        run.id(),
        elapsedMs(run),
        totals.ok(),
        totals.cold(),
        estimate.value(),
        estimate.standardError());
  }

  /** Whether its time counts. */
  public boolean counts() {
    return ok > 0 && Double.isFinite(ms);
  }

  /** By this machine's clock alone; a time below its resolution of 1 ms counts as half of that. */
  static double elapsedMs(Run run) {
    List<Attempt> ended =
        run.results().stream()
            .filter(ActionResult::ok)
            .map(result -> result.attempts().getLast())
            .filter(a -> a.submitMs() != Attempt.UNKNOWN && a.seenMs() != Attempt.UNKNOWN)
            .toList();
    long from =
        run.attempts().stream()
            .mapToLong(Attempt::submitMs)
            .filter(ms -> ms != Attempt.UNKNOWN)
            .min()
            .orElse(0);
    long to = ended.stream().mapToLong(Attempt::seenMs).max().orElse(Long.MIN_VALUE);
    if (ended.isEmpty() || to < from) {
      return Double.NaN;
    }
    return Math.max((double) (to - from), 0.5);
  }
}
