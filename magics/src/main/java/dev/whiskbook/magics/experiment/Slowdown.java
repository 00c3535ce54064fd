package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.stats.Quantiles;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That run times rose with the number of activations that ran at once, as where processors are
 * shared: medians of the activations beside which few ran and of those beside which many did,
 * parted in the middle between the least and the most on a scale of ratios.
 *
 * @param few how many ran at once with the first
 * @param many how many ran at once with the others
 * @param fewMs how long the first ran
 * @param manyMs how long the others ran
 */
public record Slowdown(double few, double many, double fewMs, double manyMs) {

  private static final int LEAST_ACTIVATIONS = 10;
  private static final double EXTREME = 0.02;
  private static final double LEAST_RATIO = 1.3;

  private record Ran(double together, double ms) {}

  /**
   * Looks for it.
   *
   * @param runs of one action on one server; activations of different ones count as not having run
   *     at once
   * @return empty if run times did not rise, or the number at once was much the same for all, or
   *     there are too few activations
   */
  public static Optional<Slowdown> of(List<Run> runs) {
    List<Ran> all = new ArrayList<>();
    for (Run run : runs) {
      List<Attempt> attempts = run.attempts().stream().filter(Recorded::hasTimes).toList();
      double[] counts = Together.mean(attempts, count -> count);
      for (int k = 0; k < counts.length; k++) {
        if (Recorded.isTimed(attempts.get(k))) {
          all.add(new Ran(counts[k], Math.max(1, attempts.get(k).runMs())));
        }
      }
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    double[] together = all.stream().mapToDouble(Ran::together).toArray();
    double middle =
        Math.sqrt(Quantiles.of(together, EXTREME) * Quantiles.of(together, 1 - EXTREME));
    List<Ran> first = all.stream().filter(ran -> ran.together() <= middle).toList();
    List<Ran> last = all.stream().filter(ran -> ran.together() > middle).toList();
    if (first.size() < LEAST_ACTIVATIONS || last.size() < LEAST_ACTIVATIONS) {
      return Optional.empty();
    }
    Slowdown found =
        new Slowdown(
            median(first.stream().mapToDouble(Ran::together).toArray()),
            median(last.stream().mapToDouble(Ran::together).toArray()),
            median(first.stream().mapToDouble(Ran::ms).toArray()),
            median(last.stream().mapToDouble(Ran::ms).toArray()));
    return found.many / found.few >= LEAST_RATIO && found.ratio() >= LEAST_RATIO
        ? Optional.of(found)
        : Optional.empty();
  }

  /** How many times as long the activations ran beside which the most did. */
  public double ratio() {
    return manyMs / fewMs;
  }

  /** That, and what to do about it, in a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Run times rose with the number that ran at once, as where processors are shared: a median of %,.0f ms where %.1f did, %,.0f ms where %.1f did. To model that say cores=C, the processors of that server (this machine has %d).",
        fewMs,
        few,
        manyMs,
        many,
        Runtime.getRuntime().availableProcessors());
  }

  private static double median(double[] sample) {
    return Quantiles.median(sample);
  }
}
