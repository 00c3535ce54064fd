package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Curve;
import dev.whiskbook.magics.Measured;
import dev.whiskbook.magics.Timed;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speed-up and efficiency against the number of actions, beside the ideal and what was fitted. */
public final class ScalingPlots {

  private static final String MEASURED = "measured";
  private static final String IDEAL = Specification.IDEAL;

  /** So many points make a curve that looks smooth. */
  private static final int CURVE_POINTS = 60;

  private record Datum(double n, String what, double value, Double low, Double high) {}

  private ScalingPlots() {}

  /** A chart of speed-ups; the ideal is n. */
  public static Chart speedup(String caption, List<Measured> points, List<Curve> curves) {
    return chart("speedup", "Speed-up", caption, points, curves, n -> n);
  }

  /** A chart of efficiencies; the ideal is 1. */
  public static Chart efficiency(String caption, List<Measured> points, List<Curve> curves) {
    return chart("efficiency", "Efficiency", caption, points, curves, n -> 1);
  }

  /**
   * Speed-ups T(base)/T(n) of medians, times the base's n; the interval is that of the fastest and
   * the slowest repeat.
   */
  public static List<Measured> speedups(List<Timed> times) {
    List<Timed> usable =
        times.stream()
            .map(
                t ->
                    new Timed(
                        t.n(), t.timesMs().stream().filter(ms -> ms > 0 && ms < 1e15).toList()))
            .filter(t -> t.n() > 0 && !t.timesMs().isEmpty())
            .sorted(Comparator.comparingDouble(Timed::n))
            .toList();
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no speed-up to draw: no n above 0 has a time above 0 ms.");
    }
    double base = usable.getFirst().n() * median(usable.getFirst().timesMs());
    List<Measured> points = new ArrayList<>();
    for (Timed t : usable) {
      double slowest = t.timesMs().stream().mapToDouble(x -> x).max().orElseThrow();
      double fastest = t.timesMs().stream().mapToDouble(x -> x).min().orElseThrow();
      boolean repeated = t.timesMs().size() > 1;
      points.add(
          new Measured(
              t.n(),
              base / median(t.timesMs()),
              repeated ? base / slowest : Double.NaN,
              repeated ? base / fastest : Double.NaN));
    }
    return points;
  }

  /** Speed-ups as shares of n. */
  public static List<Measured> efficiencies(List<Measured> speedups) {
    return speedups.stream()
        .map(m -> new Measured(m.n(), m.value() / m.n(), m.low() / m.n(), m.high() / m.n()))
        .toList();
  }

  private static Chart chart(
      String kind,
      String what,
      String caption,
      List<Measured> given,
      List<Curve> curves,
      DoubleUnaryOperator ideal) {
    List<Measured> points =
        given.stream()
            .filter(m -> m.n() > 0 && m.value() > 0 && Double.isFinite(m.value()))
            .sorted(Comparator.comparingDouble(Measured::n))
            .toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw in a %s chart: none of its %,d points has a number above 0."
              .formatted(kind, given.size()));
    }
    double first = points.getFirst().n();
    double last = points.getLast().n();
    List<Datum> drawn =
        points.stream()
            .map(m -> new Datum(m.n(), MEASURED, m.value(), known(m.low()), known(m.high())))
            .toList();
    List<Datum> beside = new ArrayList<>(curve(new Curve(IDEAL, ideal), first, last));
    curves.forEach(c -> beside.addAll(curve(c, first, last)));
    Measured best = points.stream().max(Comparator.comparingDouble(Measured::value)).orElseThrow();
    String summary =
        String.format(
            Locale.ROOT,
            "%s from n = %,.0f to %,.0f, %s: %s at n = %,.0f; the largest is %s at n = %,.0f.",
            what,
            first,
            last,
            Numbers.count(points.size(), "point"),
            Numbers.significant(points.getLast().value(), 3),
            last,
            Numbers.significant(best.value(), 3),
            best.n());
    String title = what + " against the number of actions";
    ObjectNode specification =
        Specification.of(kind, title, caption, summary, Map.of("points", drawn, "curves", beside));
    Specification.ticked(specification, points.stream().mapToDouble(Measured::n));
    ArrayNode names = specification.withObject("/encoding/color/scale").putArray("domain");
    ArrayNode dashes = specification.withObject("/encoding/strokeDash/scale").putArray("domain");
    List<String> all = new ArrayList<>(List.of(MEASURED, IDEAL));
    curves.forEach(c -> all.add(c.name()));
    all.forEach(names::add);
    all.forEach(dashes::add);
    return new Chart(title, summary, specification);
  }

  /** Evenly spread on a logarithmic axis; both ends included. */
  private static List<Datum> curve(Curve curve, double first, double last) {
    return IntStream.rangeClosed(0, CURVE_POINTS)
        .mapToDouble(k -> first * Math.pow(last / first, (double) k / CURVE_POINTS))
        .distinct()
        .mapToObj(n -> new Datum(n, curve.name(), curve.at().applyAsDouble(n), null, null))
        .filter(d -> Double.isFinite(d.value()) && d.value() > 0)
        .toList();
  }

  private static Double known(double value) {
    return value > 0 && Double.isFinite(value) ? value : null;
  }

  private static double median(List<Double> values) {
    return Quantiles.median(values.stream().mapToDouble(x -> x).toArray());
  }
}
