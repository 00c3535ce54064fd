package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How many processors were busy over the time of a run, above how many activations ran at once. */
public final class CpuPlot {

  /** A run that was sampled from later on is shown so. */
  private static final double LATE = 0.5;

  private CpuPlot() {}

  /** The chart of a run and the samples of its time. */
  public static Chart of(Run run, Samples taken) {
    Activities activities = Activities.of(run, "cpu");
    if (taken.all().isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw in a cpu chart: there are no samples of run %s."
              .formatted(run.id()));
    }
    var samples =
        new Samples(taken.of(), activities.zeroMs(), taken.processors(), taken.all())
            .thinned(SampleLines.MOST);
    double end = Math.max(activities.end(), 1e-3);
    var running =
        Concurrency.steps("running", activities.all(), Activity::start, Activity::end, end);
    double busy = activities.all().stream().mapToDouble(Activity::service).sum();
    String title = "Processors during %,d × %s".formatted(run.n(), run.action());
    String summary =
        String.format(
            Locale.ROOT,
            "Busy of %s on average: %s; at most %s running at once, on average %s; %s over %.3f s.",
            Numbers.count(samples.processors(), "processor"),
            SampleLines.means(samples),
            Numbers.count(Concurrency.peak(running), "activation"),
            Numbers.significant(busy / end, 3),
            Numbers.count(taken.all().size(), "sample"),
            end);
    double from = samples.seconds(samples.all().getFirst().startMs());
    String caption =
        activities.caption()
            + (from > LATE ? String.format(Locale.ROOT, "; sampled from %.1f s on", from) : "");
    ObjectNode specification =
        Specification.of(
            "cpu",
            title,
            caption,
            summary,
            Map.of("samples", SampleLines.of(samples, SampleLines.CPU), "running", running));
    Specification.domain(specification, "/vconcat/0/encoding/x/scale", 0, end);
    Specification.domain(specification, "/vconcat/1/encoding/x/scale", 0, end);
    SampleLines.processors(specification, "/vconcat/0/encoding/y", samples.processors());
    return new Chart(title, summary, specification);
  }
}
