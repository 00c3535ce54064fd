package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long one waits for the slowest of m activations: the order statistics of a run's service
 * times beside those of an exponential and of a normal distribution of the same mean and spread.
 */
public final class StragglersPlot {

  private static final int MOST_POINTS = 120;
  private static final String MEASURED = "measured";
  private static final String EXPONENTIAL = "exponential above the shortest";
  private static final String NORMAL = "normal";
  private static final NormalDistribution STANDARD = new NormalDistribution();

  private StragglersPlot() {}

  private record Datum(double x, String what, double ms) {}

  /** The chart of a run; of the activations that gave a result. */
  public static Chart of(Run run) {
    Activities activities = Activities.of(run, "stragglers");
    double[] ms =
        activities.all().stream()
            .filter(Activity::ok)
            .mapToDouble(a -> Math.round(a.service() * 1e3))
            .sorted()
            .toArray();
    if (ms.length < 2) {
      throw new IllegalArgumentException(
          "A stragglers chart compares activations, and run %s has %s with a result."
              .formatted(run.id(), ms.length == 0 ? "none" : "only one"));
    }
    double mean = Arrays.stream(ms).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(ms).map(x -> (x - mean) * (x - mean)).sum() / (ms.length - 1));
    List<Datum> ranks = new ArrayList<>();
    List<Datum> slowest = new ArrayList<>();
    for (int rank : spread(ms.length)) {
      double share = rank / (ms.length + 1.0);
      ranks.add(new Datum(share, MEASURED, ms[rank - 1]));
      ranks.add(new Datum(share, EXPONENTIAL, ms[0] - (mean - ms[0]) * Math.log1p(-share)));
      ranks.add(
          new Datum(
              share, NORMAL, mean + deviation * STANDARD.inverseCumulativeProbability(share)));
    }
    for (int m : geometric(ms.length)) {
      slowest.add(new Datum(m, MEASURED, slowestOf(m, ms)));
      slowest.add(new Datum(m, EXPONENTIAL, ms[0] + (mean - ms[0]) * harmonic(m)));
      slowest.add(new Datum(m, NORMAL, mean + deviation * slowestOfNormal(m)));
    }
    double longest = ms[ms.length - 1];
    double median = ms[(ms.length - 1) / 2];
    String title = "Stragglers of %,d × %s".formatted(run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "Of %,d activations the slowest took %.0f ms, %s times the median of %.0f ms; an exponential distribution would let one expect %.0f ms, a normal one %.0f ms.",
            ms.length,
            longest,
            Numbers.significant(longest / Math.max(median, 0.5), 3),
            median,
            ms[0] + (mean - ms[0]) * harmonic(ms.length),
            mean + deviation * slowestOfNormal(ms.length));
    ObjectNode specification =
        Specification.of(
            "stragglers",
            title,
            activities.caption(),
            summary,
            Map.of("ranks", ranks.stream().filter(d -> d.ms() >= 0).toList(), "slowest", slowest));
    return new Chart(title, summary, specification);
  }

  /**
   * What one expects of the slowest of m that are drawn, with replacement, from the measured ones:
   * Σ x₍ₖ₎ ((k/n)ᵐ − ((k−1)/n)ᵐ).
   */
  static double slowestOf(int m, double[] sorted) {
    double n = sorted.length;
    return IntStream.rangeClosed(1, sorted.length)
        .mapToDouble(k -> sorted[k - 1] * (Math.pow(k / n, m) - Math.pow((k - 1) / n, m)))
        .sum();
  }

  /** 1 + 1/2 + … + 1/m: the mean of the largest of m exponential variables of mean 1. */
  static double harmonic(int m) {
    return IntStream.rangeClosed(1, m).mapToDouble(k -> 1.0 / k).sum();
  }

  /** The mean of the largest of m standard normal variables, by Blom's approximation (1958). */
  static double slowestOfNormal(int m) {
    return STANDARD.inverseCumulativeProbability((m - 0.375) / (m + 0.25));
  }

  private static int[] spread(int n) {
    int points = Math.min(n, MOST_POINTS);
    return IntStream.rangeClosed(1, points).map(k -> (int) ((long) k * n / points)).toArray();
  }

  private static int[] geometric(int n) {
    return IntStream.rangeClosed(0, 40)
        .map(k -> (int) Math.round(Math.pow(n, k / 40.0)))
        .distinct()
        .toArray();
  }
}
