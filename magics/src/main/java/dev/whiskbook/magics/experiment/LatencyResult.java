package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.stats.Bootstrap;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long no-ops took, one after the other.
 *
 * @param scenario cold or warm
 * @param target the target's name
 * @param seenMs what the client saw, from request to result, in ms, in the order of the invocations
 * @param waitMs of that, what the server says that the activation waited
 * @param initMs of that, the initialisation; 0 without
 * @param otherKind how many were warm among the cold, or cold among the warm; they are left out
 * @param failed how many gave no result; they are left out
 */
@SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
public record LatencyResult(
    String scenario,
    String target,
    double[] seenMs,
    double[] waitMs,
    double[] initMs,
    int otherKind,
    int failed)
    implements Displayable {

  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99};
  private static final int ENOUGH_FOR_P99 = 100;

  /**
   * One's own quantiles above the published ones.
   *
   * @return columns: what, P50 ms, P90 ms, P95 ms, P99 ms
   */
  public Table table() {
    StringColumn what = StringColumn.create(scenario);
    List<DoubleColumn> columns = new ArrayList<>();
    for (double q : QUANTILES) {
      columns.add(DoubleColumn.create("P%.0f ms".formatted(100 * q)));
    }
    if (seenMs.length > 0) {
      row(what, columns, "%s, seen here".formatted(target), seenMs);
      row(what, columns, "  of which waiting", waitMs);
      row(what, columns, "  of which initialising", initMs);
    }
    for (Published.Latency row : Published.latencies()) {
      if (row.scenario().equals(scenario)) {
        what.append("published 2018: " + row.containers());
        for (int k = 0; k < columns.size(); k++) {
          columns.get(k).append(row.ms().get(k));
        }
      }
    }
    Table table = Table.create("latency of no-ops, %s".formatted(scenario), what);
    columns.forEach(table::addColumns);
    return table;
  }

  private static void row(StringColumn what, List<DoubleColumn> columns, String name, double[] ms) {
    what.append(name);
    for (int k = 0; k < columns.size(); k++) {
      columns.get(k).append(Report.rounded(Quantiles.of(ms, QUANTILES[k]), 2));
    }
  }

  /** What that says, in sentences. */
  public String summary() {
    if (seenMs.length == 0) {
      return "No %s invocation gave a result (%,d failed, %,d were of the other kind)."
          .formatted(scenario, failed, otherKind);
    }
    Interval median = Bootstrap.seeded(1).of(seenMs, Quantiles::median);
    StringBuilder text = new StringBuilder(300);
    text.append(
        String.format(
            Locale.ROOT,
            "%,d %s invocations, one after the other: half took %.2f ms or less",
            seenMs.length,
            scenario,
            Quantiles.median(seenMs)));
    if (median.isKnown()) {
      text.append(
          String.format(
              Locale.ROOT, " (95 %% interval %.2f to %.2f)", median.low(), median.high()));
    }
    text.append('.');
    if (seenMs.length < ENOUGH_FOR_P99) {
      text.append(" So few hardly tell P99: it is nearly the slowest of them.");
    }
    if (otherKind > 0) {
      text.append(
          " %,d were %s and are left out."
              .formatted(otherKind, scenario.equals("cold") ? "warm" : "cold"));
    }
    if (failed > 0) {
      text.append(" %,d failed and are left out.".formatted(failed));
    }
    text.append(
        " The published figures are of a cluster of 2018 whose containers are processes behind a network: they show the shape of the distribution, not how fast this machine is.");
    return text.toString();
  }

  /** The distribution of what was seen, beside the published quantiles. */
  public Chart chart() {
    if (seenMs.length == 0) {
      throw new IllegalArgumentException("There is nothing to draw: " + summary());
    }
    record Datum(double ms, double share, String what, String kind) {}
    List<Datum> data = new ArrayList<>();
    double[] sorted = seenMs.clone();
    Arrays.sort(sorted);
    int step = Math.max(1, sorted.length / 500);
    for (int k = 0; k < sorted.length; k += step) {
      data.add(new Datum(sorted[k], (k + 1.0) / sorted.length, target, "measured"));
    }
    data.add(new Datum(sorted[sorted.length - 1], 1, target, "measured"));
    for (Published.Latency row : Published.latencies()) {
      for (int k = 0; k < QUANTILES.length && row.scenario().equals(scenario); k++) {
        data.add(
            new Datum(
                row.ms().get(k), QUANTILES[k], "published: " + row.containers(), "published"));
      }
    }
    String title = "Latency of no-ops, %s".formatted(scenario);
    ObjectNode specification =
        Specification.of(
            "latency-published",
            title,
            "share of invocations that took so long or less",
            summary(),
            data);
    List<String> published =
        data.stream()
            .filter(datum -> datum.kind().equals("published"))
            .map(Datum::what)
            .distinct()
            .toList();
    Specification.lines(specification, List.of(target), published);
    return new Chart(title, summary(), specification);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return Report.of(summary(), table());
  }

  @Override
  public String toString() {
    return summary();
  }
}
