package dev.whiskbook.magics.data;

import dev.whiskbook.magics.show.ColumnFormat;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Quantiles;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Times of two runs beside each other, with the test of Mann and Whitney (1947): whether one tends
 * to be longer. It assumes nothing of the distributions, but that activations do not depend on each
 * other, which those that wait in one queue do.
 */
final class TimeComparison {

  private static final MannWhitneyUTest TEST = new MannWhitneyUTest();

  private static final double LEAST_P = 0.001;

  private TimeComparison() {}

  /**
   * A row for each time, over attempts with a result.
   *
   * @return columns: time, count before, count after, median before ms, median after ms, ratio, p,
   *     longer (the share of pairs in which the second run's is the longer one, ties half), verdict
   */
  static Table table(Run first, Run second) {
    Map<String, ToLongFunction<Attempt>> times = new LinkedHashMap<>();
    times.put("wait", Attempt::waitMs);
    times.put("init (cold starts)", a -> a.cold() ? a.initMs() : Attempt.UNKNOWN);
    times.put("run", Attempt::runMs);
    times.put("invocation to answer", TimeComparison::total);
    Table table =
        Table.create(
            "Times, by the test of Mann and Whitney",
            StringColumn.create("time"),
            IntColumn.create("count before"),
            IntColumn.create("count after"),
            DoubleColumn.create("median before ms"),
            DoubleColumn.create("median after ms"),
            DoubleColumn.create("ratio"),
            DoubleColumn.create("p"),
            DoubleColumn.create("longer after %"),
            StringColumn.create("so"));
    times.forEach((name, time) -> add(table, name, sorted(first, time), sorted(second, time)));
    table.doubleColumn("p").setPrintFormatter(new ColumnFormat(TimeComparison::pValue));
    return table;
  }

  private static long total(Attempt a) {
    return a.submitMs() < 0 || a.seenMs() < a.submitMs()
        ? Attempt.UNKNOWN
        : a.seenMs() - a.submitMs();
  }

  private static double[] sorted(Run run, ToLongFunction<Attempt> time) {
    return run.attempts().stream()
        .filter(a -> a.status() == Status.SUCCESS)
        .mapToLong(time)
        .filter(ms -> ms >= 0)
        .mapToDouble(ms -> ms)
        .sorted()
        .toArray();
  }

  private static void add(Table table, String name, double[] before, double[] after) {
    double p = p(before, after);
    double longer = longer(before, after);
    table.stringColumn("time").append(name);
    table.intColumn("count before").append(before.length);
    table.intColumn("count after").append(after.length);
    table.doubleColumn("median before ms").append(median(before));
    table.doubleColumn("median after ms").append(median(after));
    table.doubleColumn("ratio").append(digits(median(after) / median(before)));
    table.doubleColumn("p").append(digits(p));
    table.doubleColumn("longer after %").append(digits(100 * longer));
    table.stringColumn("so").append(verdict(before.length, after.length, p, longer));
  }

  /** Two-sided; NaN where there is nothing to compare, or all are equal. */
  static double p(double[] before, double[] after) {
    if (before.length == 0 || after.length == 0) {
      return Double.NaN;
    }
    try {
      return TEST.mannWhitneyUTest(before, after);
    } catch (MathRuntimeException _) {
      return Double.NaN;
    }
  }

  /** How often a time of the one run is longer than one of the other, ties half. */
  static double longer(double[] before, double[] after) {
    double wins = 0;
    for (double x : after) {
      int below = lowerBound(before, x);
      int notAbove = lowerBound(before, Math.nextUp(x));
      wins += below + (notAbove - below) / 2.0;
    }
    return wins / ((double) before.length * after.length);
  }

  private static int lowerBound(double[] sorted, double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String verdict(int before, int after, double p, double longer) {
    if (before == 0 || after == 0) {
      return "nothing to compare";
    }
    if (Double.isNaN(p) || longer == 0.5) {
      return "no difference";
    }
    return p < 0.01
        ? longer > 0.5 ? "longer after" : "shorter after"
        : "no difference that these many can show";
  }

  /**
   * So far out the normal distribution is no longer that of the statistic: only that it is said.
   */
  private static String pValue(double p) {
    return p < LEAST_P ? "< " + LEAST_P : Numbers.significant(p, 3);
  }

  private static double median(double[] times) {
    return times.length == 0 ? Double.NaN : Quantiles.median(times);
  }

  private static double digits(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(Locale.ROOT, "%.3g", value))
        : Double.NaN;
  }
}
