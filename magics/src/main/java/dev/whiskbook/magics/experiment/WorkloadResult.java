package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What heavy actions got done, each and together.
 *
 * @param workload what they did
 * @param target the target's name
 * @param note what held beyond the platform's own limits, such as a bandwidth cap; may be empty
 * @param loads one for each program and number of actions
 */
public record WorkloadResult(Workload workload, String target, String note, List<Load> loads)
    implements Displayable {

  /** Copies the list. */
  public WorkloadResult {
    loads = List.copyOf(loads);
  }

  /**
   * One fan-out of one program.
   *
   * @param program its name
   * @param n how many at once
   * @param elapsedMs from the first invocation to the last result
   * @param ops of each activation that gave a result, its operations
   * @param bytes of each, what it moved; 0 where that is not counted
   * @param ms of each, how long it worked by its own clock, at least 1
   * @param missing how many gave no result
   * @param error why the first of those did not; empty if none is missing
   */
  @SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
  public record Load(
      String program,
      int n,
      double elapsedMs,
      double[] ops,
      double[] bytes,
      double[] ms,
      int missing,
      String error) {

    private Workload.Unit unit() {
      return Workload.unit(program);
    }

    /** Operations a second of the median activation, in its unit. */
    public double each() {
      return median(ops, unit().scale());
    }

    /** MB a second of the median activation. */
    public double eachMb() {
      return median(bytes, 1e6);
    }

    /**
     * Operations a second of all together, in its unit, from the first request to the last result.
     */
    public double together() {
      return Arrays.stream(ops).sum() / unit().scale() / (elapsedMs / 1e3);
    }

    /** MB a second of all together. */
    public double togetherMb() {
      return Arrays.stream(bytes).sum() / 1e6 / (elapsedMs / 1e3);
    }

    private double median(double[] work, double scale) {
      double[] rates = new double[work.length];
      for (int k = 0; k < work.length; k++) {
        rates[k] = work[k] / scale / (ms[k] / 1e3);
      }
      return rates.length == 0 ? Double.NaN : Quantiles.median(rates);
    }
  }

  /**
   * A row for each load.
   *
   * @return columns: program, n, unit, each, together, MB/s each, MB/s together, wall ms, missing
   */
  public Table table() {
    return Table.create(
        "%s on %s".formatted(workload.name().toLowerCase(Locale.ROOT), target),
        StringColumn.create("program", loads.stream().map(l -> l.unit().title()).toList()),
        IntColumn.create("n", loads.stream().mapToInt(Load::n).toArray()),
        StringColumn.create("unit", loads.stream().map(l -> l.unit().operations()).toList()),
        column("each", Load::each),
        column("together", Load::together),
        column("MB/s each", l -> l.eachMb() == 0 ? Double.NaN : l.eachMb()),
        column("MB/s together", l -> l.togetherMb() == 0 ? Double.NaN : l.togetherMb()),
        column("wall ms", Load::elapsedMs),
        IntColumn.create("missing", loads.stream().mapToInt(Load::missing).toArray()));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Load> value) {
    return DoubleColumn.create(
        name,
        loads.stream().mapToDouble(l -> Report.significant(value.applyAsDouble(l), 4)).toArray());
  }

  /** What that says, in sentences. */
  public String summary() {
    List<String> sentences = new ArrayList<>();
    for (String program : workload.programs()) {
      List<Load> known =
          loads.stream().filter(l -> l.program().equals(program) && l.each() > 0).toList();
      if (known.isEmpty()) {
        continue;
      }
      Load first = known.getFirst();
      Load best = known.stream().max(Comparator.comparingDouble(Load::together)).orElseThrow();
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s: %s %s in one of %,d, and at most %s together, with %,d at once.",
              first.unit().title().substring(0, 1).toUpperCase(Locale.ROOT)
                  + first.unit().title().substring(1),
              Numbers.significant(first.each(), 4),
              first.unit().operations(),
              first.n(),
              Numbers.significant(best.together(), 4),
              best.n()));
    }
    if (sentences.isEmpty()) {
      sentences.add("No activation gave a result.");
    }
    int missing = loads.stream().mapToInt(Load::missing).sum();
    if (missing > 0) {
      String why =
          loads.stream()
              .map(Load::error)
              .filter(e -> !e.isEmpty())
              .distinct()
              .limit(2)
              .collect(Collectors.joining("; "));
      sentences.add("%s gave no result: %s".formatted(Numbers.count(missing, "activation"), why));
    }
    sentences.add(
        "Each: by the action's own clock, the median. Together: all work, from the first request to the last result.");
    if (!note.isEmpty()) {
      sentences.add(note);
    }
    return String.join(" ", sentences);
  }

  /** Each and together against n. */
  public Chart chart() {
    record Datum(int n, double value, Double low, Double high, String what) {}
    List<Datum> data = new ArrayList<>();
    boolean bytes = workload == Workload.NETWORK || workload == Workload.FILE;
    for (Load load : loads) {
      double each = bytes ? load.eachMb() : load.each();
      if (each > 0) {
        String unit = bytes ? "MB/s" : load.unit().operations();
        String name = "%s, %s".formatted(load.unit().title(), unit);
        double together = bytes ? load.togetherMb() : load.together();
        data.add(new Datum(load.n(), each, null, null, name + ", each"));
        data.add(new Datum(load.n(), together, null, null, name + ", together"));
      }
    }
    if (data.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to draw: " + summary());
    }
    String title = "Work done a second, each and together";
    String caption = "%s on %s".formatted(workload.name().toLowerCase(Locale.ROOT), target);
    return new Chart(
        title,
        summary(),
        Specification.ticked(
            Specification.of("workload", title, caption, summary(), data),
            data.stream().mapToDouble(Datum::n)));
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
