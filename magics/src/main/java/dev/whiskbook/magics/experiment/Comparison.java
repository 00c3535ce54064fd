package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Bootstrap;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The same runs on several targets.
 *
 * @param action the action's name
 * @param n how many actions each run had
 * @param sides one for each target; the others are compared with the first
 * @param different how many repeats gave results that were not the same on all targets
 */
public record Comparison(String action, int n, List<Side> sides, int different)
    implements Displayable {

  /**
   * One target.
   *
   * @param target its name
   * @param ms the times of its runs, from the first invocation to the last result
   * @param failed how many runs gave no result
   * @param missing how many actions gave none in the other runs
   * @param cold how many containers were initialised
   */
  @SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
  public record Side(String target, double[] ms, int failed, int missing, int cold) {}

  /** Copies the list. */
  public Comparison {
    sides = List.copyOf(sides);
  }

  /** How many times as long the target took as the first, with its interval. */
  public Interval ratioInterval(Side side) {
    return Bootstrap.seeded(1).ofRatio(side.ms(), sides.getFirst().ms(), Quantiles::median);
  }

  /** How many times as long the target took as the first; NaN if either has no time. */
  public double ratio(Side side) {
    return median(side) / median(sides.getFirst());
  }

  private static double median(Side side) {
    return side.ms().length == 0 ? Double.NaN : Quantiles.median(side.ms());
  }

  /**
   * A row for each target.
   *
   * @return columns: target, runs, median ms, from ms, to ms, ratio, from, to, cold starts, missing
   */
  public Table table() {
    StringColumn target = StringColumn.create("target");
    IntColumn runs = IntColumn.create("runs");
    List<DoubleColumn> numbers =
        List.of(
            DoubleColumn.create("median ms"),
            DoubleColumn.create("from ms"),
            DoubleColumn.create("to ms"),
            DoubleColumn.create("ratio"),
            DoubleColumn.create("from"),
            DoubleColumn.create("to"));
    IntColumn cold = IntColumn.create("cold starts");
    IntColumn missing = IntColumn.create("missing");
    for (Side side : sides) {
      Interval ms = Bootstrap.seeded(1).of(side.ms(), Quantiles::median);
      Interval ratio = runs.isEmpty() ? Interval.NONE : ratioInterval(side);
      double[] row = {median(side), ms.low(), ms.high(), ratio(side), ratio.low(), ratio.high()};
      target.append(side.target());
      runs.append(side.ms().length);
      for (int k = 0; k < row.length; k++) {
        numbers.get(k).append(Report.rounded(row[k], k < 3 ? 1 : 3));
      }
      cold.append(side.cold());
      missing.append(side.missing());
    }
    Table table = Table.create("%s × %,d on each target".formatted(action, n), target, runs);
    numbers.forEach(table::addColumns);
    return table.addColumns(cold, missing);
  }

  /** What that says, in sentences. */
  public String summary() {
    List<String> sentences = new ArrayList<>();
    Side first = sides.getFirst();
    for (Side side : sides.subList(1, sides.size())) {
      Interval interval = ratioInterval(side);
      if (Double.isNaN(ratio(side))) {
        sentences.add("%s or %s gave no result.".formatted(side.target(), first.target()));
      } else {
        String verdict =
            !interval.isKnown()
                ? "; one run of each tells no interval"
                : interval.contains(1)
                    ? ": no clear difference"
                    : interval.low() > 1 ? ": slower" : ": faster";
        sentences.add(
            String.format(
                Locale.ROOT,
                "%s took %s times as long as %s%s%s.",
                side.target(),
                Numbers.significant(ratio(side), 3),
                first.target(),
                interval.isKnown()
                    ? " (%s to %s)"
                        .formatted(
                            Numbers.significant(interval.low(), 3),
                            Numbers.significant(interval.high(), 3))
                    : "",
                verdict));
      }
    }
    sentences.add(
        different == 0
            ? "All targets gave the same results."
            : "In %s the results were not the same on all targets."
                .formatted(Numbers.count(different, "repeat")));
    int failed = sides.stream().mapToInt(Side::failed).sum();
    if (failed > 0) {
      sentences.add(
          "%s gave no result and %s left out."
              .formatted(Numbers.count(failed, "run"), failed == 1 ? "is" : "are"));
    }
    return String.join(" ", sentences);
  }

  /** Each run's time, a line for each target. */
  public Chart chart() {
    record Datum(String target, double ms, String what) {}
    List<Datum> data = new ArrayList<>();
    for (Side side : sides) {
      for (double ms : side.ms()) {
        data.add(new Datum(side.target(), ms, "run"));
      }
      if (side.ms().length > 0) {
        data.add(new Datum(side.target(), median(side), "median"));
      }
    }
    if (data.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to draw: " + summary());
    }
    String title = "Times of %s × %,d on each target".formatted(action, n);
    return new Chart(
        title,
        summary(),
        Specification.of("comparison", title, "a dot for each run", summary(), data));
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
