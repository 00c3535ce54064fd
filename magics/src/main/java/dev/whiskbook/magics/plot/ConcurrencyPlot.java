package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** How many activations were in flight, waiting and running over the time of a run. */
public final class ConcurrencyPlot {

  /** From this ratio of those in flight to those running on, the axis is logarithmic. */
  private static final int WIDE = 20;

  private ConcurrencyPlot() {}

  /** The chart of a run. */
  public static Chart of(Run run) {
    Activities activities = Activities.of(run, "concurrency");
    double end = Math.max(activities.end(), 1e-3);
    var all = activities.all();
    var flying = Concurrency.steps("in flight", all, Activity::submit, Activity::seen, end);
    var waiting = Concurrency.steps("waiting", all, Activity::submit, Activity::start, end);
    var running = Concurrency.steps("running", all, Activity::start, Activity::end, end);
    double busy = all.stream().mapToDouble(Activity::service).sum();
    String title = "Concurrency of %,d × %s".formatted(run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "At most %s in flight and %,d running at once; on average %s running over %.3f s.",
            Numbers.count(Concurrency.peak(flying), "activation"),
            Concurrency.peak(running),
            Numbers.significant(busy / end, 3),
            end);
    List<Concurrency.Step> steps =
        Stream.of(flying, waiting, running).flatMap(List::stream).toList();
    ObjectNode specification =
        Specification.of("concurrency", title, activities.caption(), summary, steps);
    Specification.domain(specification, "/encoding/x/scale", 0, end);
    if (Concurrency.peak(flying) > WIDE * Math.max(1, Concurrency.peak(running))) {
      Specification.logarithmic(specification, "/encoding/y", Concurrency.peak(flying));
      ((ObjectNode) specification.at("/encoding/y/axis"))
          .put("title", "activations at once, logarithmic");
    }
    return new Chart(title, summary, specification);
  }
}
