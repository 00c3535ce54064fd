package dev.whiskbook.magics;

import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.magics.plot.ConcurrencyPlot;
import dev.whiskbook.magics.plot.ContainersPlot;
import dev.whiskbook.magics.plot.ConvergencePlot;
import dev.whiskbook.magics.plot.CostPlot;
import dev.whiskbook.magics.plot.CpuPlot;
import dev.whiskbook.magics.plot.LatencyPlot;
import dev.whiskbook.magics.plot.MonitorPlot;
import dev.whiskbook.magics.plot.ScalingPlots;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.plot.StragglersPlot;
import dev.whiskbook.magics.plot.Timeline;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The charts: of a run, or of a table in which each row is a run. Colours are those of Okabe and
 * Ito, which colour-blind readers tell apart.
 */
public final class Plots {

  private static final int SIGMAS = 2;

  private Plots() {}

  /**
   * When each container did what: waiting, initialising (a cold start), running.
   *
   * @param run a run with at least one activation
   * @throws IllegalArgumentException if no action of the run was ever started
   */
  public static Chart timeline(Run run) {
    return Timeline.of(run);
  }

  /**
   * How long activations took, as distribution functions: from invocation to answer, waiting,
   * initialising, running; with P50, P90, P95 and P99.
   *
   * @throws IllegalArgumentException if no action of the run was ever started
   */
  public static Chart latency(Run run) {
    return LatencyPlot.of(run);
  }

  /**
   * How many activations were in flight, waiting and running over time.
   *
   * @throws IllegalArgumentException if no action of the run was ever started
   */
  public static Chart concurrency(Run run) {
    return ConcurrencyPlot.of(run);
  }

  /**
   * How activations were spread over containers, and which action numbers went where.
   *
   * @throws IllegalArgumentException if no action of the run was ever started
   */
  public static Chart containers(Run run) {
    return ContainersPlot.of(run);
  }

  /**
   * How many processors the host, this process and the embedded OpenWhisk kept busy over the time
   * of a run, and how many activations it had at once.
   *
   * @param samples of that time, as {@link Monitor#during} has them
   * @throws IllegalArgumentException if no action of the run was ever started, or without samples
   */
  public static Chart cpu(Run run, Samples samples) {
    return CpuPlot.of(run, samples);
  }

  /**
   * What the machine did: processors, memory, network.
   *
   * @throws IllegalArgumentException if there is no sample
   */
  public static Chart monitor(Samples samples) {
    return MonitorPlot.of(samples);
  }

  /**
   * Memory times time as it adds up, used and billed in steps of 100 ms as clouds do.
   *
   * @param memoryMb memory limit of each container in MB
   * @param pricePerGbSecond what a GB of memory costs for a second, in whatever currency
   * @throws IllegalArgumentException if no action of the run was ever started
   */
  public static Chart cost(Run run, int memoryMb, double pricePerGbSecond) {
    return CostPlot.of(run, memoryMb, pricePerGbSecond);
  }

  /**
   * How long one waits for the slowest of m activations, beside what an exponential and a normal
   * distribution of the same mean let one expect.
   *
   * @throws IllegalArgumentException if fewer than two activations gave a result
   */
  public static Chart stragglers(Run run) {
    return StragglersPlot.of(run);
  }

  /**
   * What an estimate comes to as more results are taken into it, in action order.
   *
   * @param estimate what is made of the first results
   * @param what the estimate's name, such as {@code pi}
   * @param actual what it should come to, if known
   * @throws IllegalArgumentException if no result gives a number
   */
  public static Chart convergence(
      Run run,
      Function<? super List<JsonNode>, Double> estimate,
      String what,
      OptionalDouble actual) {
    return ConvergencePlot.of(run, estimate, what, actual);
  }

  /**
   * The error of an estimate against the number of actions, beside what theory expects of it; both
   * axes logarithmic.
   *
   * @param table a row for each run, with number columns {@code n} (the number of actions), {@code
   *     error} (its absolute value is drawn) and {@code standardError}; rows without an n above 0
   *     or a finite error are left out
   * @throws IllegalArgumentException if a column is missing or no row can be drawn
   */
  public static Chart precision(Table table) {
    record Datum(double n, String what, double value) {}
    Table sweep = finite(table, "precision", "error");
    NumericColumn<?> n = numbers(sweep, "precision", "n");
    NumericColumn<?> error = numbers(sweep, "precision", "error");
    NumericColumn<?> standardError = numbers(sweep, "precision", "standardError");
    List<Datum> data = new ArrayList<>();
    int within = 0;
    for (int row = 0; row < sweep.rowCount(); row++) {
      double off = Math.abs(error.getDouble(row));
      double expected = standardError.getDouble(row);
      within += off <= SIGMAS * expected ? 1 : 0;
      // A logarithmic axis has no place for an exact hit.
      if (off > 0) {
        data.add(new Datum(n.getDouble(row), "error of the estimate", off));
      }
      if (expected > 0 && Double.isFinite(expected)) {
        data.add(new Datum(n.getDouble(row), "theoretical standard error", expected));
      }
    }
    if (data.isEmpty()) {
      throw nothing(table, "precision");
    }
    data.sort(Comparator.comparingDouble(Datum::n));
    int last = rowOfLargest(n);
    String title = "Precision against the number of actions";
    String summary =
        String.format(
            Locale.ROOT,
            "%s; at n = %,.0f the error is %.2e and the standard error %.2e; %,d of %,d errors are within %d standard errors.",
            Numbers.count(sweep.rowCount(), "point"),
            n.getDouble(last),
            Math.abs(error.getDouble(last)),
            standardError.getDouble(last),
            within,
            sweep.rowCount(),
            SIGMAS);
    return new Chart(
        title,
        summary,
        ticked(Specification.of("precision", title, sweep.name(), summary, data), n));
  }

  /** The rows that have a place on a logarithmic axis of n, and a finite value. */
  private static Table finite(Table table, String kind, String value) {
    NumericColumn<?> n = numbers(table, kind, "n");
    NumericColumn<?> values = numbers(table, kind, value);
    int[] rows =
        IntStream.range(0, table.rowCount())
            .filter(row -> n.getDouble(row) > 0 && Double.isFinite(n.getDouble(row)))
            .filter(row -> Double.isFinite(values.getDouble(row)))
            .toArray();
    if (rows.length == 0) {
      throw nothing(table, kind);
    }
    return table.where(Selection.with(rows));
  }

  /**
   * Wall time against the number of actions; both axes logarithmic.
   *
   * @param table a row for each run, with number columns {@code n} (the number of actions) and
   *     {@code wallMs} (milliseconds); rows without an n above 0 or a finite time above 0 are left
   *     out
   * @throws IllegalArgumentException if a column is missing or no row can be drawn
   */
  public static Chart wallTime(Table table) {
    record Datum(double n, double seconds) {}
    Table sweep = finite(table, "walltime", "wallMs");
    NumericColumn<?> n = numbers(sweep, "walltime", "n");
    NumericColumn<?> wallMs = numbers(sweep, "walltime", "wallMs");
    List<Datum> data = new ArrayList<>();
    for (int row = 0; row < sweep.rowCount(); row++) {
      if (wallMs.getDouble(row) > 0) {
        data.add(new Datum(n.getDouble(row), wallMs.getDouble(row) / 1e3));
      }
    }
    if (data.isEmpty()) {
      throw nothing(table, "walltime");
    }
    data.sort(Comparator.comparingDouble(Datum::n));
    String title = "Wall time against the number of actions";
    String summary =
        String.format(
            Locale.ROOT,
            "From %s s at n = %,.0f to %s s at n = %,.0f.",
            Numbers.seconds(1e3 * data.getFirst().seconds()),
            data.getFirst().n(),
            Numbers.seconds(1e3 * data.getLast().seconds()),
            data.getLast().n());
    return new Chart(
        title,
        summary,
        ticked(Specification.of("walltime", title, sweep.name(), summary, data), n));
  }

  /**
   * Speed-up against the number of actions, T(1)/T(n) of the medians; both axes logarithmic. Where
   * there is no n = 1, the smallest n counts as ideal.
   *
   * @param times how long the same work took on so many actions
   * @param curves laws to draw beside it, such as fits
   * @throws IllegalArgumentException if no time is above 0
   */
  public static Chart speedup(List<Timed> times, List<Curve> curves) {
    return speedup("medians; bars from the fastest to the slowest repeat", points(times), curves);
  }

  /**
   * Speed-up against the number of actions, as it was computed elsewhere.
   *
   * @param caption what stands below the title, such as the runs' ids
   */
  public static Chart speedup(String caption, List<Measured> speedups, List<Curve> curves) {
    return ScalingPlots.speedup(caption, speedups, curves);
  }

  /**
   * Efficiency against the number of actions: the speed-up as a share of n.
   *
   * @param times how long the same work took on so many actions
   * @param curves laws to draw beside it, as shares of n
   * @throws IllegalArgumentException if no time is above 0
   */
  public static Chart efficiency(List<Timed> times, List<Curve> curves) {
    return efficiency(
        "medians; bars from the fastest to the slowest repeat",
        ScalingPlots.efficiencies(points(times)),
        curves);
  }

  /**
   * Efficiency against the number of actions, as it was computed elsewhere.
   *
   * @param caption what stands below the title, such as the runs' ids
   */
  public static Chart efficiency(String caption, List<Measured> shares, List<Curve> curves) {
    return ScalingPlots.efficiency(caption, shares, curves);
  }

  /**
   * The times of a table, for {@link #speedup(List, List)}.
   *
   * @param sweep a row for each run, with number columns {@code n} (the number of actions) and
   *     {@code wallMs} (milliseconds); several rows of an n are its repeats
   */
  public static List<Timed> times(Table sweep) {
    NumericColumn<?> n = numbers(sweep, "speedup", "n");
    NumericColumn<?> wallMs = numbers(sweep, "speedup", "wallMs");
    Map<Double, List<Double>> byN = new TreeMap<>();
    for (int row = 0; row < sweep.rowCount(); row++) {
      byN.computeIfAbsent(n.getDouble(row), _ -> new ArrayList<>()).add(wallMs.getDouble(row));
    }
    return byN.entrySet().stream().map(e -> new Timed(e.getKey(), e.getValue())).toList();
  }

  private static List<Measured> points(List<Timed> times) {
    return ScalingPlots.speedups(times);
  }

  private static ObjectNode ticked(ObjectNode specification, NumericColumn<?> n) {
    return Specification.ticked(
        specification, IntStream.range(0, n.size()).mapToDouble(n::getDouble));
  }

  private static int rowOfLargest(NumericColumn<?> n) {
    int largest = 0;
    for (int row = 1; row < n.size(); row++) {
      largest = n.getDouble(row) > n.getDouble(largest) ? row : largest;
    }
    return largest;
  }

  private static NumericColumn<?> numbers(Table table, String chart, String column) {
    if (table.columnNames().stream().anyMatch(column::equalsIgnoreCase)
        && table.column(column) instanceof NumericColumn<?> numbers) {
      return numbers;
    }
    throw new IllegalArgumentException(
        "A %s chart needs a table with a number column %s; this one has %s."
            .formatted(chart, column, String.join(", ", table.columnNames())));
  }

  private static IllegalArgumentException nothing(Table table, String chart) {
    return new IllegalArgumentException(
        "There is nothing to draw in a %s chart: the table%s has %,d rows, none with a number above 0."
            .formatted(chart, table.name() == null ? "" : " " + table.name(), table.rowCount()));
  }
}
