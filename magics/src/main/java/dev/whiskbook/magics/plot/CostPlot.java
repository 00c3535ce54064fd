package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/** What a run used and what is billed for it, as it adds up over its time. */
public final class CostPlot {

  private static final double BILLING_S = 0.1;
  private static final double MB_IN_GB = 1024;
  private static final int MOST_POINTS = 200;

  private CostPlot() {}

  private record Datum(double t, String what, double gbSeconds) {}

  /**
   * The chart of a run.
   *
   * @param memoryMb memory limit of each container in MB
   * @param pricePerGbSecond what a GB of memory costs for a second
   */
  public static Chart of(Run run, int memoryMb, double pricePerGbSecond) {
    Activities activities = Activities.of(run, "cost");
    double gb = memoryMb / MB_IN_GB;
    ToDoubleFunction<Activity> billed =
        a -> Math.max(1, Math.ceil(a.service() / BILLING_S - 1e-9)) * BILLING_S * gb;
    List<Datum> data = new ArrayList<>();
    double total = add(data, "billed, in steps of 100 ms", activities, _ -> true, billed);
    double used = add(data, "used", activities, _ -> true, a -> a.service() * gb);
    double init =
        add(
            data,
            "of it: cold starts",
            activities,
            Activity::cold,
            a -> (a.work() - a.start()) * gb);
    double lost =
        add(data, "of it: without result", activities, a -> !a.ok(), a -> a.service() * gb);
    String title = "Cost of %,d × %s".formatted(run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "%s GB·s billed, which cost %s at %s for a GB·s; %s GB·s used, %s of them for cold starts and %s without a result.",
            Numbers.significant(total, 4),
            Numbers.significant(total * pricePerGbSecond, 4),
            plain(pricePerGbSecond),
            Numbers.significant(used, 4),
            Numbers.significant(init, 4),
            Numbers.significant(lost, 4));
    String caption =
        "%s; containers of %,d MB, %s for a GB·s"
            .formatted(activities.caption(), memoryMb, plain(pricePerGbSecond));
    ObjectNode specification = Specification.of("cost", title, caption, summary, data);
    return new Chart(title, summary, specification);
  }

  private static String plain(double price) {
    return new java.math.BigDecimal(Double.toString(price)).stripTrailingZeros().toPlainString();
  }

  private static double add(
      List<Datum> data,
      String what,
      Activities activities,
      Predicate<Activity> of,
      ToDoubleFunction<Activity> amount) {
    List<Activity> byEnd =
        activities.all().stream()
            .filter(of)
            .sorted(Comparator.comparingDouble(Activity::end))
            .toList();
    double sum = 0;
    data.add(new Datum(0, what, 0));
    int every = Math.max(1, Math.ceilDiv(byEnd.size(), MOST_POINTS));
    for (int k = 0; k < byEnd.size(); k++) {
      sum += amount.applyAsDouble(byEnd.get(k));
      if (k % every == 0 || k == byEnd.size() - 1) {
        data.add(new Datum(byEnd.get(k).end(), what, sum));
      }
    }
    data.add(new Datum(activities.end(), what, sum));
    return sum;
  }
}
