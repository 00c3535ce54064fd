package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.stats.Bootstrap;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How many small activations a second came back, by how they were asked for.
 *
 * @param target the target's name
 * @param count how many activations each load had
 * @param loads one for each way, log limit and concurrency
 */
public record ThroughputResult(String target, int count, List<Load> loads) implements Displayable {

  /** How the result of an activation is got. */
  public enum Way {
    /** The invocation waits for it. */
    BLOCKING("blocking"),
    /** The invocation returns an id; records are listed, up to 200 at a time. */
    NONBLOCKING("non-blocking"),
    /** The invocation returns an id; each record is asked for by itself, again and again. */
    POLLING("polling");

    private final String text;

    Way(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * One kind of load.
   *
   * @param way how results are got
   * @param logsMb the action's log limit in MB; with 0 none are collected
   * @param concurrency how many were in flight
   * @param perSecond of each repeat, results a second
   * @param missing how many activations gave no result
   */
  @SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
  public record Load(Way way, int logsMb, int concurrency, double[] perSecond, int missing) {

    double median() {
      return perSecond.length == 0 ? Double.NaN : Quantiles.median(perSecond);
    }

    Interval interval() {
      return Bootstrap.seeded(1).of(perSecond, Quantiles::median);
    }

    private String logs() {
      return logsMb == 0 ? "off" : "%d MB".formatted(logsMb);
    }

    private String name() {
      return "%s, logs %s".formatted(way, logs());
    }
  }

  /** Copies the list. */
  public ThroughputResult {
    loads = List.copyOf(loads);
  }

  /**
   * A row for each load.
   *
   * @return columns: results by, logs, concurrency, activations/s, from, to, missing
   */
  public Table table() {
    return Table.create(
        "throughput of %,d small activations on %s".formatted(count, target),
        StringColumn.create("results by", loads.stream().map(l -> l.way().toString()).toList()),
        StringColumn.create("logs", loads.stream().map(Load::logs).toList()),
        IntColumn.create("concurrency", loads.stream().mapToInt(Load::concurrency).toArray()),
        DoubleColumn.create(
            "activations/s",
            loads.stream().mapToDouble(l -> Report.significant(l.median(), 4)).toArray()),
        DoubleColumn.create(
            "from",
            loads.stream().mapToDouble(l -> Report.significant(l.interval().low(), 4)).toArray()),
        DoubleColumn.create(
            "to",
            loads.stream().mapToDouble(l -> Report.significant(l.interval().high(), 4)).toArray()),
        IntColumn.create("missing", loads.stream().mapToInt(Load::missing).toArray()));
  }

  /** What that says, in sentences. */
  public String summary() {
    List<Load> known = loads.stream().filter(l -> l.median() > 0).toList();
    if (known.isEmpty()) {
      return "No activation gave a result, so there is no throughput.";
    }
    List<String> sentences = new ArrayList<>();
    Load best = known.stream().max(Comparator.comparingDouble(Load::median)).orElseThrow();
    sentences.add(
        String.format(
            Locale.ROOT,
            "The most: %,.0f activations a second, %s, with %,d in flight.",
            best.median(),
            best.name(),
            best.concurrency()));
    for (Load with : known) {
      Optional<Load> without =
          known.stream()
              .filter(l -> l.way() == with.way() && l.concurrency() == with.concurrency())
              .filter(l -> l.logsMb() == 0 && with.logsMb() > 0)
              .findFirst();
      without.ifPresent(l -> sentences.add(logs(l, with)));
    }
    sentences.add(
        "(The Kubernetes talk of 2018 found that collecting logs held up the reuse of containers.)");
    return String.join(" ", sentences);
  }

  private static String logs(Load without, Load with) {
    double ratio = without.median() / with.median();
    Interval interval =
        Bootstrap.seeded(1).ofRatio(without.perSecond(), with.perSecond(), Quantiles::median);
    String range =
        interval.isKnown()
            ? String.format(Locale.ROOT, " (%.2f to %.2f)", interval.low(), interval.high())
            : "";
    String verdict = interval.isKnown() && interval.contains(1) ? ", no clear difference" : "";
    return String.format(
        Locale.ROOT,
        "%s with %,d in flight: without logs %.2f times as many as with them%s%s.",
        with.way().toString().substring(0, 1).toUpperCase(Locale.ROOT)
            + with.way().toString().substring(1),
        with.concurrency(),
        ratio,
        range,
        verdict);
  }

  /** Activations a second against concurrency. */
  public Chart chart() {
    record Datum(int n, double value, Double low, Double high, String what) {}
    List<Datum> data = new ArrayList<>();
    for (Load load : loads) {
      if (load.median() > 0) {
        Interval interval = load.interval();
        data.add(
            new Datum(
                load.concurrency(),
                load.median(),
                interval.isKnown() ? interval.low() : null,
                interval.isKnown() ? interval.high() : null,
                load.name()));
      }
    }
    if (data.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to draw: " + summary());
    }
    String title = "Throughput against concurrency";
    String caption = "%,d activations each, on %s; bars: 95 %% intervals".formatted(count, target);
    return new Chart(
        title,
        summary(),
        Specification.ticked(
            Specification.of("throughput", title, caption, summary(), data),
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
