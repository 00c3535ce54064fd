package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.PowerLaw;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the estimates were from the exact value.
 *
 * @param actual the exact value
 * @param points in the order of n; only those with estimates
 * @param unusable how many estimates are no numbers
 * @param trend how the root mean square error goes with n; empty for fewer than 3 n
 */
public record SweepPrecision(
    double actual, List<Point> points, int unusable, Optional<PowerLaw> trend) {

  /**
   * The estimates of one n.
   *
   * @param n how many actions
   * @param estimates how many of them are numbers
   * @param median of the estimates
   * @param error root of the mean square of their distances from the exact value
   * @param standardError what theory expects of that, as the reducer says; NaN if it does not
   */
  public record Point(int n, int estimates, double median, double error, double standardError) {}

  static SweepPrecision of(double actual, List<Measurement> measured) {
    List<Point> points =
        measured.stream()
            .map(m -> m.trial().n())
            .distinct()
            .sorted()
            .map(n -> point(n, actual, measured))
            .flatMap(Optional::stream)
            .toList();
    Optional<PowerLaw> trend =
        PowerLaw.fit(
            points.stream().mapToDouble(Point::n).toArray(),
            points.stream().mapToDouble(Point::error).toArray());
    int unusable =
        (int) measured.stream().filter(m -> m.ok() > 0 && !Double.isFinite(m.value())).count();
    return new SweepPrecision(actual, points, unusable, trend);
  }

  private static Optional<Point> point(int n, double actual, List<Measurement> measured) {
    List<Measurement> good =
        measured.stream()
            .filter(m -> m.trial().n() == n && m.ok() > 0 && Double.isFinite(m.value()))
            .toList();
    if (good.isEmpty()) {
      return Optional.empty();
    }
    double[] values = good.stream().mapToDouble(Measurement::value).toArray();
    double square = Arrays.stream(values).map(v -> (v - actual) * (v - actual)).average().orElse(0);
    OptionalDouble expected =
        good.stream()
            .mapToDouble(Measurement::standardError)
            .filter(Double::isFinite)
            .map(s -> s * s)
            .average();
    return Optional.of(
        new Point(
            n,
            good.size(),
            Quantiles.median(values),
            Math.sqrt(square),
            expected.isPresent() ? Math.sqrt(expected.getAsDouble()) : Double.NaN));
  }

  /** What that means, in sentences. */
  String words(Scaling scaling) {
    if (points.isEmpty()) {
      return "No estimate is a number, so there is no precision to speak of.";
    }
    StringBuilder text = new StringBuilder(200);
    Point last = points.getLast();
    text.append(
        String.format(
            Locale.ROOT,
            "At n = %,d the error is %s",
            last.n(),
            Numbers.significant(last.error(), 3)));
    if (Double.isFinite(last.standardError())) {
      text.append("; theory expects " + Numbers.significant(last.standardError(), 3));
    }
    text.append('.');
    if (trend.isPresent()) {
      double theory = scaling == Scaling.WEAK ? -0.5 : 0;
      var interval = trend.get().interval();
      text.append(
          String.format(
              Locale.ROOT,
              " The error goes as n^%.2f (%.2f to %.2f); independent samples, %s, give n^%s, which %s.",
              trend.get().exponent(),
              interval.low(),
              interval.high(),
              scaling == Scaling.WEAK ? "as many in each action" : "as many in all",
              scaling == Scaling.WEAK ? "-0.5" : "0, no change",
              interval.contains(theory) ? "lies in that interval" : "lies outside of it"));
    }
    if (unusable > 0) {
      text.append(
          unusable == 1
              ? " 1 estimate was no number and is left out."
              : " %,d estimates were no numbers and are left out.".formatted(unusable));
    }
    return text.toString();
  }
}
