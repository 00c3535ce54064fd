package dev.whiskbook.magics.stats;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Percentile bootstrap (Efron and Tibshirani 1993, chapter 13): how much a statistic varies from
 * resample to resample. The same seed gives the same interval.
 *
 * @param resamples how many, at least 100
 * @param level the confidence, for instance 0.95
 * @param seed where the randomness comes from
 */
public record Bootstrap(int resamples, double level, long seed) {

  private static final int FEWEST = 100;

  /** Checks the ranges. */
  public Bootstrap {
    if (resamples < FEWEST) {
      throw new IllegalArgumentException(
          "A bootstrap needs at least %d resamples, not %d.".formatted(FEWEST, resamples));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "A confidence is above 0 and below 1, for instance 0.95, not %s.".formatted(level));
    }
  }

  /** 2,000 resamples at 95 %. */
  public static Bootstrap seeded(long seed) {
    return new Bootstrap(2_000, 0.95, seed);
  }

  /**
   * The interval of a statistic of one sample; none if the sample has fewer than two values.
   *
   * @throws IllegalArgumentException if a value is not finite
   */
  public Interval of(double[] sample, ToDoubleFunction<double[]> statistic) {
    if (sample.length < 2) {
      return Interval.NONE;
    }
    double[] replicates = replicates(sample, statistic);
    return interval(replicates);
  }

  /**
   * The interval of the ratio of a statistic of two samples, drawn apart from each other; none if
   * either has fewer than two values.
   *
   * @throws IllegalArgumentException if a value is not finite
   */
  public Interval ofRatio(
      double[] numerator, double[] denominator, ToDoubleFunction<double[]> statistic) {
    if (numerator.length < 2 || denominator.length < 2) {
      return Interval.NONE;
    }
    double[] above = replicates(numerator, statistic);
    double[] below = new Bootstrap(resamples, level, ~seed).replicates(denominator, statistic);
    double[] ratios = new double[resamples];
    for (int k = 0; k < resamples; k++) {
      if (below[k] == 0) {
        return Interval.NONE; // a time of 0 ms: the clock was too coarse for it
      }
      ratios[k] = above[k] / below[k];
    }
    return interval(ratios);
  }

  /** The statistic of each resample. */
  double[] replicates(double[] sample, ToDoubleFunction<double[]> statistic) {
    Quantiles.checked(sample);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] replicates = new double[resamples];
    double[] drawn = new double[sample.length];
    for (int k = 0; k < resamples; k++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = sample[random.nextInt(sample.length)];
      }
      replicates[k] = statistic.applyAsDouble(drawn);
    }
    return replicates;
  }

  private Interval interval(double[] replicates) {
    double tail = (1 - level) / 2;
    return new Interval(Quantiles.of(replicates, tail), Quantiles.of(replicates, 1 - tail));
  }
}
