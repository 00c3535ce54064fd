package dev.whiskbook.kernel;

import java.util.List;
import java.util.Locale;

/**
 * How long code runs, by repeated measurement.
 *
 * @param loops how often the code ran in each repetition
 * @param nanos of each repetition, the time of one run of the code in nanoseconds, in the order of
 *     measurement; at least one
 */
public record Timing(long loops, List<Double> nanos) implements Displayable {

  public Timing {
    nanos = List.copyOf(nanos);
  }

  /** The mean of the repetitions, in nanoseconds. */
  public double mean() {
    return nanos.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The shortest repetition, in nanoseconds: the one that other work disturbed least. */
  public double best() {
    return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The standard deviation of the repetitions, in nanoseconds. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(nanos.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum() / nanos.size());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s ± %s per loop (mean ± std. dev. of %d %s, %,d %s each; best %s)",
        text(mean()),
        text(deviation()),
        nanos.size(),
        nanos.size() == 1 ? "run" : "runs",
        loops,
        loops == 1 ? "loop" : "loops",
        text(best()));
  }

  private static String text(double nanos) {
    if (nanos < 1e3) {
      return String.format(Locale.ROOT, "%.3g ns", nanos);
    }
    if (nanos < 1e6) {
      return String.format(Locale.ROOT, "%.3g µs", nanos / 1e3);
    }
    if (nanos < 1e9) {
      return String.format(Locale.ROOT, "%.3g ms", nanos / 1e6);
    }
    return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
