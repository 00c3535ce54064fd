package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.stats.Interval;

/**
 * What the runs of one n in one setting say together. Speed-up is against the smallest n of the
 * setting, and of the whole work: with {@link Scaling#WEAK} twice the actions in the same time are
 * a speed-up of two.
 *
 * @param n how many actions
 * @param runs how many runs count
 * @param failed how many runs gave no result at all
 * @param missing how many actions gave no result in the runs that count
 * @param coldStarts how many containers were initialised in the runs that count
 * @param medianMs the median time in ms; NaN if no run counts
 * @param intervalMs of it
 * @param speedup the ratio of medians; NaN if this n or the smallest has no run that counts
 * @param speedupInterval of it
 * @param efficiency speed-up for each action, against the smallest n
 * @param serialFraction by Karp and Flatt; NaN unless the smallest n is 1
 */
public record SweepPoint(
    int n,
    int runs,
    int failed,
    int missing,
    int coldStarts,
    double medianMs,
    Interval intervalMs,
    double speedup,
    Interval speedupInterval,
    double efficiency,
    double serialFraction) {

  /** Whether there is a time. */
  public boolean isKnown() {
    return Double.isFinite(medianMs);
  }
}
