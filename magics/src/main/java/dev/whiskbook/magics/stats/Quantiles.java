package dev.whiskbook.magics.stats;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/** Quantiles as R computes them by default: type 7, between order statistics by linear steps. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * The quantile of a sample.
   *
   * @param p from 0, the smallest value, to 1, the largest
   * @throws IllegalArgumentException if p is not in that range, or the sample is empty or has a
   *     value that is not finite
   */
  public static double of(double[] sample, double p) {
    checked(sample);
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("A quantile is from 0 to 1, not %s.".formatted(p));
    }
    if (p == 0) {
      return Arrays.stream(sample).min().getAsDouble(); // Percentile begins above 0
    }
    return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sample, 100 * p);
  }

  /** The median of a sample, with the same exceptions as {@link #of}. */
  public static double median(double[] sample) {
    return of(sample, 0.5);
  }

  /** The sample itself, if it has values and all are finite. */
  static double[] checked(double[] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("There are no values.");
    }
    for (double value : sample) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "The value %s is no finite number: leave it out first.".formatted(value));
      }
    }
    return sample;
  }
}
