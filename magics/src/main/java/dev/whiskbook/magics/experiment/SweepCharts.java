package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Fit;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.ScalingFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A sweep as pictures. */
final class SweepCharts {

  private static final int CURVE_POINTS = 60;
  private static final String IDEAL = Specification.IDEAL;

  private SweepCharts() {}

  /**
   * A point with its interval, or a point of a curve.
   *
   * @param what whose it is
   * @param kind measured, curve or run
   */
  record Datum(double n, double value, Double low, Double high, String what, String kind) {

    static Datum measured(double n, double value, Interval interval, String what) {
      return new Datum(
          n,
          value,
          interval.isKnown() ? interval.low() : null,
          interval.isKnown() ? interval.high() : null,
          what,
          "measured");
    }

    static Datum of(double n, double value, String what, String kind) {
      return new Datum(n, value, null, null, what, kind);
    }
  }

  static Chart speedup(SweepResult result) {
    List<SweepSeries> series = result.series();
    List<Datum> data = new ArrayList<>();
    double highest = 1;
    for (SweepSeries one : series) {
      for (SweepPoint point : one.points()) {
        if (point.isKnown()) {
          data.add(Datum.measured(point.n(), point.speedup(), point.speedupInterval(), name(one)));
          highest = Math.max(highest, point.speedup());
        }
      }
    }
    checked(data, result);
    if (series.size() == 1) {
      for (Fit fit : series.getFirst().fits()) {
        if (fit instanceof ScalingFit law) {
          curve(data, law);
        }
      }
    }
    double first = data.stream().mapToDouble(Datum::n).min().orElse(1);
    double last = data.stream().mapToDouble(Datum::n).max().orElse(1);
    double end = Math.min(last, first * highest * 1.2);
    data.add(Datum.of(first, 1, IDEAL, "curve"));
    data.add(Datum.of(end, end / first, IDEAL, "curve"));
    String title = "Speed-up of %s against the number of actions".formatted(result.action());
    Chart chart = chart("sweep-speedup", title, result, data);
    Specification.lines(chart.specification(), names(data, "measured"), names(data, "curve"));
    return chart;
  }

  static Chart efficiency(SweepResult result) {
    List<Datum> data = new ArrayList<>();
    for (SweepSeries one : result.series()) {
      for (SweepPoint point : one.points()) {
        if (point.isKnown()) {
          double each = point.efficiency() / point.speedup();
          Interval interval =
              new Interval(
                  point.speedupInterval().low() * each, point.speedupInterval().high() * each);
          data.add(Datum.measured(point.n(), point.efficiency(), interval, name(one)));
        }
      }
    }
    checked(data, result);
    String title = "Efficiency of %s: speed-up for each action".formatted(result.action());
    return chart("sweep-efficiency", title, result, data);
  }

  static Chart time(SweepResult result) {
    List<SweepSeries> series = result.series();
    List<Datum> data = new ArrayList<>();
    for (SweepSeries one : series) {
      for (SweepPoint point : one.points()) {
        if (point.isKnown()) {
          Interval ms = point.intervalMs();
          data.add(
              Datum.measured(
                  point.n(),
                  point.medianMs() / 1e3,
                  new Interval(ms.low() / 1e3, ms.high() / 1e3),
                  name(one)));
        }
      }
      for (Measurement m : result.measurements()) {
        if (m.counts() && m.trial().setting().equals(one.setting())) {
          data.add(Datum.of(m.trial().n(), m.ms() / 1e3, name(one), "run"));
        }
      }
    }
    checked(data, result);
    String title = "Time of %s against the number of actions".formatted(result.action());
    Chart chart = chart("sweep-time", title, result, data);
    if (series.size() == 1) {
      chart.specification().withObject("/encoding/color").putNull("legend");
    }
    return chart;
  }

  /** Dots alone, which cost next to nothing. */
  static Chart soFar(String action, List<Measurement> measured) {
    List<Datum> data = new ArrayList<>();
    for (Measurement m : measured) {
      if (m.counts()) {
        String setting = m.trial().setting().toString();
        String what = setting.isEmpty() ? "measured" : setting;
        data.add(Datum.of(m.trial().n(), m.ms() / 1e3, what, "run"));
      }
    }
    String title = "Time of %s against the number of actions, so far".formatted(action);
    String summary = Numbers.count(measured.size(), "run");
    return new Chart(title, summary, Specification.of("sweep-time", title, summary, summary, data));
  }

  static Chart precision(SweepResult result, SweepPrecision precision) {
    List<Datum> data = new ArrayList<>();
    for (SweepPrecision.Point point : precision.points()) {
      if (point.error() > 0) { // a logarithmic axis has no place for an exact hit
        data.add(Datum.of(point.n(), point.error(), "error (root mean square)", "measured"));
      }
      if (point.standardError() > 0) {
        data.add(Datum.of(point.n(), point.standardError(), "theoretical", "curve"));
      }
    }
    checked(data, result);
    String title = "Precision of %s against the number of actions".formatted(result.action());
    return finished("sweep-precision", title, result, data, precision.words(result.scaling()));
  }

  private static void curve(List<Datum> data, ScalingFit law) {
    double first = data.stream().mapToDouble(Datum::n).min().orElse(1);
    double last = data.stream().mapToDouble(Datum::n).max().orElse(1);
    for (int k = 0; k <= CURVE_POINTS; k++) {
      double n = first * Math.pow(last / first, (double) k / CURVE_POINTS);
      if (law.at(n) > 0) {
        data.add(Datum.of(n, law.at(n), law.law().title(), "curve"));
      }
    }
  }

  private static String name(SweepSeries series) {
    String name = series.setting().toString();
    return name.isEmpty() ? "measured" : name;
  }

  /** Whose data of a kind there are, each once. */
  private static List<String> names(List<Datum> data, String kind) {
    return data.stream()
        .filter(datum -> datum.kind().equals(kind))
        .map(Datum::what)
        .distinct()
        .toList();
  }

  private static void checked(List<Datum> data, SweepResult result) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw: no run of the sweep of %s has what the chart needs."
              .formatted(result.action()));
    }
  }

  private static Chart chart(String kind, String title, SweepResult result, List<Datum> data) {
    return finished(kind, title, result, data, result.summary().replace('\n', ' '));
  }

  private static Chart finished(
      String kind, String title, SweepResult result, List<Datum> data, String summary) {
    String caption =
        String.format(
            Locale.ROOT,
            "%s on %s, seed %d; bars: 95 %% intervals",
            Numbers.count(result.measurements().size(), "run"),
            result.target(),
            result.seed());
    ObjectNode specification = Specification.of(kind, title, caption, summary, data);
    ArrayNode ticks = specification.withObject("/encoding/x/axis").putArray("values");
    var numbers = new TreeSet<Double>();
    result.measurements().forEach(m -> numbers.add((double) m.trial().n()));
    numbers.forEach(ticks::add);
    return new Chart(title, summary, specification);
  }
}
