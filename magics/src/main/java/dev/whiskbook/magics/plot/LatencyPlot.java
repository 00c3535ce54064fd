package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/** The empirical distribution functions of what an activation waits for, with quantiles. */
public final class LatencyPlot {

  private static final int MOST_POINTS = 200;
  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99};
  private static final String TOTAL = "total (invoked to answered)";

  /** From this ratio of the longest to the median run on, the axis is logarithmic but near 0. */
  private static final double SKEWED = 20;

  private LatencyPlot() {}

  private record Datum(String phase, double ms, double share) {}

  private record Quantile(String name, double ms, double share) {}

  /** The chart of a run. */
  public static Chart of(Run run) {
    Activities activities = Activities.of(run, "latency");
    List<Datum> curves = new ArrayList<>();
    double[] total = sorted(activities, _ -> true, a -> a.seen() - a.submit());
    curves.addAll(curve(TOTAL, total));
    curves.addAll(curve("wait", sorted(activities, _ -> true, a -> a.start() - a.submit())));
    curves.addAll(
        curve("init (cold starts)", sorted(activities, Activity::cold, a -> a.work() - a.start())));
    double[] running = sorted(activities, _ -> true, a -> a.end() - a.work());
    curves.addAll(curve("run", running));
    List<Quantile> quantiles =
        Arrays.stream(QUANTILES)
            .mapToObj(q -> new Quantile("P%.0f".formatted(q * 100), quantile(total, q), q))
            .toList();
    String title = "Latency of %,d × %s".formatted(run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "%s, from invocation to answer: P50 %.0f, P90 %.0f, P95 %.0f, P99 %.0f, longest %.0f ms.",
            Numbers.count(total.length, "activation"),
            quantiles.get(0).ms(),
            quantiles.get(1).ms(),
            quantiles.get(2).ms(),
            quantiles.get(3).ms(),
            total[total.length - 1]);
    ObjectNode specification =
        Specification.of(
            "latency",
            title,
            activities.caption(),
            summary,
            Map.of("curves", curves, "quantiles", quantiles));
    double median = Math.max(1, quantile(running, 0.5));
    if (total[total.length - 1] > SKEWED * median) {
      Specification.logarithmic(specification, "/encoding/x", total[total.length - 1]);
      ((ObjectNode) specification.at("/encoding/x/axis"))
          .put("title", "time in ms, logarithmic above 1");
    }
    return new Chart(title, summary, specification);
  }

  private static double[] sorted(
      Activities activities, Predicate<Activity> of, ToDoubleFunction<Activity> seconds) {
    return activities.all().stream()
        .filter(of)
        .mapToDouble(a -> Math.round(seconds.applyAsDouble(a) * 1e3))
        .sorted()
        .toArray();
  }

  /** The smallest value that at least this share of all does not exceed. */
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  /** Steps at each value, or at so many shares if there are more values. */
  private static List<Datum> curve(String phase, double[] sorted) {
    if (sorted.length == 0) {
      return List.of();
    }
    List<Datum> curve = new ArrayList<>();
    curve.add(new Datum(phase, sorted[0], 0));
    int points = Math.min(sorted.length, MOST_POINTS);
    for (int k = 1; k <= points; k++) {
      int rank = (int) ((long) k * sorted.length / points);
      curve.add(new Datum(phase, sorted[rank - 1], (double) rank / sorted.length));
    }
    return curve;
  }
}
