package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.magics.show.Numbers;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Processors, memory and network over a time. */
public final class MonitorPlot {
  private MonitorPlot() {}

  /** The chart of samples. */
  public static Chart of(Samples taken) {
    if (taken.all().isEmpty()) {
      throw new IllegalArgumentException("There is nothing to draw: there is no sample yet.");
    }
    Samples samples = taken.thinned(SampleLines.MOST);
    double start = samples.seconds(samples.all().getFirst().startMs());
    double end = samples.seconds(samples.all().getLast().endMs());
    String title = "Processors, memory and network";
    String summary =
        String.format(
            Locale.ROOT,
            "Busy of %s on average: %s; memory at most: %s; network on average: %s; %s over %.3f s.",
            Numbers.count(samples.processors(), "processor"),
            SampleLines.means(samples),
            SampleLines.words(SampleLines.MEMORY, "%s %,.0f MB", taken::most),
            SampleLines.words(SampleLines.NETWORK, "%s %,.0f kB/s", taken::mean),
            Numbers.count(taken.all().size(), "sample"),
            end - start);
    ObjectNode specification =
        Specification.of(
            "monitor",
            title,
            "this machine, " + taken.of(),
            summary,
            Map.of(
                "cpu",
                SampleLines.of(samples, SampleLines.CPU),
                "memory",
                SampleLines.of(samples, SampleLines.MEMORY),
                "network",
                SampleLines.of(samples, SampleLines.NETWORK)));
    for (int view = 0; view < 3; view++) {
      Specification.domain(
          specification, "/vconcat/%d/encoding/x/scale".formatted(view), start, end);
    }
    SampleLines.processors(specification, "/vconcat/0/encoding/y", samples.processors());
    return new Chart(title, summary, specification);
  }
}
