package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.show.ColumnFormat;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a fan-out would take, by simulation.
 *
 * @param recorded what it was drawn from
 * @param setting what was simulated
 * @param wallMs from the first request to the last result, in ms, the median of the simulations
 * @param interval that 95 % of the simulations were in
 * @param simulations how many
 * @param first the first of them, in detail
 * @param slowdown that the recorded run times rose with the number at once; empty if they did not,
 *     or if it is modelled
 */
public record Prediction(
    Recorded recorded,
    Simulation.Setting setting,
    double wallMs,
    Interval interval,
    int simulations,
    Simulation.Outcome first,
    Optional<Slowdown> slowdown)
    implements Displayable {

  private static final int TIMES = 200;
  private static final double P99 = 0.99;

  /** How many activations would come back in a second. */
  public double perSecond() {
    return setting.n() / (wallMs / 1e3);
  }

  /** How many containers would be initialised. */
  public int coldStarts() {
    return first.cold();
  }

  /** The share of the time in which the room for containers would be used. */
  public double utilisation() {
    return first.busyMs() / (first.wallMs() * setting.containers());
  }

  /** The share of the time of the processors that would be used; NaN if they are not said. */
  public double processorUtilisation() {
    return first.workMs() / (first.wallMs() * setting.cores().orElse(Double.NaN));
  }

  /**
   * The key numbers.
   *
   * @return columns: simulated, value
   */
  public Table table() {
    StringColumn what = StringColumn.create("simulated");
    DoubleColumn value = DoubleColumn.create("value");
    boolean shared = setting.cores().isPresent();
    Object[][] rows = {
      {"activations", setting.n() * 1.0},
      {"containers", setting.containers() * 1.0},
      {"invokers", setting.invokers() * 1.0},
      {"processors", shared ? setting.cores().getAsDouble() : Double.NaN},
      {"requests in flight", setting.concurrency() * 1.0},
      {"wall time s", wallMs / 1e3},
      {"wall time s, from", interval.low() / 1e3},
      {"wall time s, to", interval.high() / 1e3},
      {"activations/s", perSecond()},
      {"cold starts", coldStarts() * 1.0},
      {"containers busy %", 100 * utilisation()},
      {"processors busy %", shared ? 100 * processorUtilisation() : Double.NaN},
      {"latency P50 ms", Quantiles.median(first.latencyMs())},
      {"latency P99 ms", Quantiles.of(first.latencyMs(), P99)},
    };
    for (Object[] row : rows) {
      if (Double.isNaN((Double) row[1])) {
        continue; // nothing is known of processors
      }
      what.append((String) row[0]);
      value.append(Report.significant((Double) row[1], 7));
    }
    value.setPrintFormatter(new ColumnFormat(Prediction::text));
    return Table.create("simulated, from run " + String.join(", ", recorded.runIds()), what, value);
  }

  /** Counts whole, measurements with four digits. */
  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Numbers.significant(value, 4);
  }

  /** What that says, in sentences. */
  public String summary() {
    StringBuilder text = new StringBuilder(400);
    text.append(
        String.format(
            Locale.ROOT,
            "Simulated: %s on %s would take %s s (%s to %s in 95 %% of %s), %,.0f activations a second, with %s.",
            Numbers.count(setting.n(), "activation"),
            Numbers.count(setting.containers(), "container"),
            Numbers.seconds(wallMs),
            Numbers.seconds(interval.low()),
            Numbers.seconds(interval.high()),
            Numbers.count(simulations, "simulation"),
            perSecond(),
            Numbers.count(coldStarts(), "cold start")));
    text.append(
        String.format(
            Locale.ROOT,
            " Drawn from %,d recorded times (run %s, where %,d ran at once): each activation is taken to do the work of one there, %s.",
            recorded.runMs().length,
            String.join(", ", recorded.runIds()),
            recorded.containers(),
            setting.cores().isPresent()
                ? "on %s, shared by all that run; initialisations do not share them"
                    .formatted(processors(setting.cores().getAsDouble()))
                : "however many run beside it"));
    if (slowdown.isPresent()) {
      text.append(' ').append(slowdown.get());
    } else if (setting.cores().isEmpty() && setting.containers() > recorded.containers()) {
      text.append(
          " More containers than were recorded: that holds where each has a processor of its own, or needs none; else say cores, the processors.");
    }
    if (recorded.initMs().length == 0 && setting.coldMs().isEmpty() && coldStarts() > 0) {
      text.append(" No cold start was recorded, so they count as 0 s: say cold=2s.");
    }
    if (setting.perMinute().isPresent()) {
      text.append(
          " With %,d invocations a minute at the most, from the start of a minute on."
              .formatted(setting.perMinute().getAsInt()));
    }
    return text.toString();
  }

  private static String processors(double count) {
    return count == 1
        ? "1 processor"
        : String.format(Locale.ROOT, count == Math.rint(count) ? "%,.0f" : "%,.2f", count)
            + " processors";
  }

  /** How many activations would run at each time. */
  public Chart chart() {
    record Datum(double seconds, int running) {}
    List<Datum> data = new ArrayList<>();
    int[] running = Simulation.running(first, TIMES);
    for (int k = 0; k < TIMES; k++) {
      data.add(new Datum(first.wallMs() / 1e3 * (k + 0.5) / TIMES, running[k]));
    }
    String title =
        "Simulated: %s on %s"
            .formatted(
                Numbers.count(setting.n(), "activation"),
                Numbers.count(setting.containers(), "container"));
    String caption = "drawn from run %s".formatted(String.join(", ", recorded.runIds()));
    return new Chart(title, summary(), Specification.of("whatif", title, caption, summary(), data));
  }

  /**
   * Runs that were predicted from others, a row each.
   *
   * @return columns: run, n, predicted s, from s, to s, actual s, error %, run times ratio (its
   *     median over the recorded one), error % with its run times
   */
  public static Table heldOut(List<WhatIf.HeldOut> runs) {
    return Table.create(
        "held-out runs, predicted",
        StringColumn.create("run", runs.stream().map(WhatIf.HeldOut::runId).toList()),
        DoubleColumn.create("n", runs.stream().mapToDouble(WhatIf.HeldOut::n).toArray()),
        seconds("predicted s", runs, WhatIf.HeldOut::predictedMs),
        seconds("from s", runs, r -> r.interval().low()),
        seconds("to s", runs, r -> r.interval().high()),
        seconds("actual s", runs, WhatIf.HeldOut::actualMs),
        DoubleColumn.create(
            "error %",
            runs.stream().mapToDouble(r -> Report.rounded(100 * r.error(), 1)).toArray()),
        DoubleColumn.create(
            "run times ratio",
            runs.stream().mapToDouble(r -> Report.significant(r.runRatio(), 3)).toArray()),
        DoubleColumn.create(
            "error % with its run times",
            runs.stream()
                .mapToDouble(r -> Report.rounded(100 * r.errorWithItsRuns(), 1))
                .toArray()));
  }

  private static DoubleColumn seconds(
      String name, List<WhatIf.HeldOut> runs, ToDoubleFunction<WhatIf.HeldOut> ms) {
    return DoubleColumn.create(
        name,
        runs.stream().mapToDouble(r -> Report.significant(ms.applyAsDouble(r) / 1e3, 4)).toArray());
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
