package dev.whiskbook.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times of one thing, measured again and again; in seconds. */
final class Samples {

  private final List<Double> seconds = new ArrayList<>();

  void add(double measured) {
    seconds.add(measured);
  }

  double median() {
    return median(seconds);
  }

  /**
   * The median of the ratios of pairs that were measured one after the other, so that a slow minute
   * cancels out.
   */
  double ratioTo(Samples other) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < Math.min(seconds.size(), other.seconds.size()); i++) {
      ratios.add(seconds.get(i) / other.seconds.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public String toString() {
    double least = seconds.stream().min(Double::compare).orElse(Double.NaN);
    double most = seconds.stream().max(Double::compare).orElse(Double.NaN);
    return String.format(
        Locale.ROOT, "%.3f s (%.3f … %.3f, median of %d)", median(), least, most, seconds.size());
  }
}
