package dev.whiskbook.magics.monitor;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What the machine did over a time.
 *
 * @param of what was going on, such as {@code run 20261128-…}
 * @param zeroMs what counts as 0 s, in ms since the epoch
 * @param processors how many the host has
 * @param all in order of time
 */
public record Samples(String of, long zeroMs, int processors, List<Sample> all) {

  /** Copies the list. */
  public Samples {
    all = List.copyOf(all);
  }

  /**
   * Those taken during a run; 0 s is its first invocation.
   *
   * @param taken in order of time; there may be none
   */
  public static Samples during(Run run, List<Sample> taken) {
    LongSummaryStatistics times = times(run);
    return new Samples(
        "run " + run.id(),
        times.getMin(),
        taken.isEmpty() ? 0 : taken.getFirst().processors(),
        taken.stream()
            .filter(s -> s.endMs() > times.getMin() && s.startMs() < times.getMax())
            .toList());
  }

  /** From its first invocation to its last result, in ms since the epoch. */
  static LongSummaryStatistics times(Run run) {
    LongSummaryStatistics times = new LongSummaryStatistics();
    run.results().stream()
        .flatMap(result -> result.attempts().stream())
        .filter(attempt -> attempt.submitMs() >= 0)
        .forEach(attempt -> accept(times, attempt));
    if (times.getCount() == 0) {
      times.accept(run.start().toEpochMilli());
      times.accept(run.start().plus(run.wall()).toEpochMilli());
    }
    return times;
  }

  private static void accept(LongSummaryStatistics times, Attempt attempt) {
    times.accept(attempt.submitMs());
    times.accept(Math.max(attempt.submitMs(), attempt.seenMs()));
  }

  /**
   * A row for each sample.
   *
   * @return columns: time s (of its end), cpu host, cpu kernel, cpu server (processors busy),
   *     memory host MB, memory kernel MB, memory server MB, in kB/s, out kB/s, loopback kB/s; what
   *     was not told is missing
   */
  public Table table() {
    return Table.create(
        "%s: processors busy of %d, memory in use, network".formatted(of, processors),
        column("time s", 3, s -> seconds(s.endMs())),
        column("cpu host", 2, s -> s.cpu().host()),
        column("cpu kernel", 2, s -> s.cpu().kernel()),
        column("cpu server", 2, s -> s.cpu().server()),
        column("memory host MB", 0, s -> s.memoryMb().host()),
        column("memory kernel MB", 0, s -> s.memoryMb().kernel()),
        column("memory server MB", 0, s -> s.memoryMb().server()),
        column("in kB/s", 1, s -> s.network().received()),
        column("out kB/s", 1, s -> s.network().sent()),
        column("loopback kB/s", 1, s -> s.network().loopback()));
  }

  /** A time on their axis, in s. */
  public double seconds(long ms) {
    return (ms - zeroMs) / 1e3;
  }

  /** The mean over their time of what is told; NaN if nothing is. */
  public double mean(ToDoubleFunction<Sample> what) {
    double sum = 0;
    double time = 0;
    for (Sample each : all) {
      double value = what.applyAsDouble(each);
      if (!Double.isNaN(value)) {
        long ms = Math.max(1, each.endMs() - each.startMs());
        sum += value * ms;
        time += ms;
      }
    }
    return time == 0 ? Double.NaN : sum / time;
  }

  /** The most of what is told; NaN if nothing is. */
  public double most(ToDoubleFunction<Sample> what) {
    return all.stream()
        .mapToDouble(what)
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(Double.NaN);
  }

  /** As many as this at most, each the mean of several that follow each other. */
  public Samples thinned(int most) {
    int each = Math.max(1, Math.ceilDiv(all.size(), most));
    List<Sample> merged = new ArrayList<>();
    for (int from = 0; from < all.size(); from += each) {
      merged.add(with(all.subList(from, Math.min(all.size(), from + each))).asOne());
    }
    String now = each == 1 ? of : "%s, means of %d samples".formatted(of, each);
    return new Samples(now, zeroMs, processors, merged);
  }

  private Samples with(List<Sample> others) {
    return new Samples(of, zeroMs, processors, others);
  }

  private Sample asOne() {
    return new Sample(
        all.getFirst().startMs(),
        all.getLast().endMs(),
        processors,
        new Sample.Parts(
            mean(s -> s.cpu().host()), mean(s -> s.cpu().kernel()), mean(s -> s.cpu().server())),
        all.getLast().memoryMb(),
        new Sample.Network(
            mean(s -> s.network().received()),
            mean(s -> s.network().sent()),
            mean(s -> s.network().loopback())));
  }

  private DoubleColumn column(String name, int digits, ToDoubleFunction<Sample> value) {
    double scale = Math.pow(10, digits);
    DoubleColumn column =
        DoubleColumn.create(
            name,
            all.stream()
                .mapToDouble(s -> Math.rint(value.applyAsDouble(s) * scale) / scale)
                .toArray());
    column.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(digits));
    return column;
  }
}
