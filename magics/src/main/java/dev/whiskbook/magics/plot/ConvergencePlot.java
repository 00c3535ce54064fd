package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a reducer makes of the first k results of a run, as k grows to all of them. */
public final class ConvergencePlot {

  private static final int MOST_POINTS = 60;

  private ConvergencePlot() {}

  private record Datum(int k, double value) {}

  private record Line(String what, double value) {}

  /**
   * The chart of a run.
   *
   * @param estimate what is made of the first results; NaN where it cannot be made
   * @param what the estimate's name
   * @param actual what it should come to, if known
   */
  public static Chart of(
      Run run,
      Function<? super List<JsonNode>, Double> estimate,
      String what,
      OptionalDouble actual) {
    List<JsonNode> values = run.values();
    List<Datum> estimates = new ArrayList<>();
    for (int k : prefixes(values.size())) {
      Double value = estimate.apply(values.subList(0, k));
      if (value != null && Double.isFinite(value)) {
        estimates.add(new Datum(k, value));
      }
    }
    if (estimates.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw in a convergence chart: run %s has %,d results, and none of them gives a number for %s."
              .formatted(run.id(), values.size(), what));
    }
    Datum last = estimates.getLast();
    String title = "Convergence of %s over %,d × %s".formatted(what, run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "%s is %s after %s and %s after %,d.",
            what,
            Numbers.significant(estimates.getFirst().value(), 6),
            Numbers.count(estimates.getFirst().k(), "result"),
            Numbers.significant(last.value(), 6),
            last.k());
    List<Line> lines = new ArrayList<>();
    if (actual.isPresent()) {
      double off = Math.abs(last.value() - actual.getAsDouble());
      summary +=
          String.format(
              Locale.ROOT,
              " The actual value is %s: it is off by %.2e.",
              Numbers.significant(actual.getAsDouble(), 6),
              off);
      lines.add(new Line("actual value", actual.getAsDouble()));
    }
    ObjectNode specification =
        Specification.of(
            "convergence",
            title,
            "run %s on %s".formatted(run.id(), run.target()),
            summary,
            Map.of("estimates", estimates, "lines", lines));
    ((ObjectNode) specification.at("/layer/1/encoding/y/axis")).put("title", what);
    return new Chart(title, summary, specification);
  }

  /** 1 to n, evenly spread on a logarithmic axis. */
  private static int[] prefixes(int n) {
    return IntStream.rangeClosed(0, n == 0 ? -1 : MOST_POINTS)
        .map(k -> (int) Math.round(Math.pow(n, (double) k / MOST_POINTS)))
        .distinct()
        .toArray();
  }
}
