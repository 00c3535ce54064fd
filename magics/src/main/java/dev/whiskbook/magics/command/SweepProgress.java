package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.experiment.Measurement;
import dev.whiskbook.magics.experiment.SweepListener;
import dev.whiskbook.magics.experiment.SweepResult;
import dev.whiskbook.magics.experiment.Trial;
import dev.whiskbook.magics.show.LiveText;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How far a sweep is: a line, and a chart of the times so far, both updated in place. */
final class SweepProgress implements SweepListener {

  /** Between two charts: a front end draws it anew each time. */
  private static final long CHART_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final CellOutput output;
  private final Renderers renderers;
  private final String action;
  private final LiveText line;
  private final String chartId = UUID.randomUUID().toString();
  private long begun = System.nanoTime();
  private long chartAt = System.nanoTime();
  private boolean chartShown;
  private int runs;
  private int known;

  SweepProgress(CellOutput output, Renderers renderers, String action) {
    this.output = output;
    this.renderers = renderers;
    this.action = action;
    this.line = new LiveText(output);
  }

  @Override
  public void planned(int planned, int inJournal) {
    runs = planned;
    known = inJournal;
    String found = known == 0 ? "" : ", %,d of them from the journal".formatted(known);
    line.show("%,d runs to do%s".formatted(runs, found), 0, runs);
  }

  @Override
  public void warmingUp(Trial trial) {
    line.last("warming up: %,d actions %s".formatted(trial.n(), trial.setting()).strip(), 0, runs);
  }

  @Override
  public void measured(Measurement newest, List<Measurement> all) {
    int done = all.size();
    if (done == known + 1) { // what was before is the server's start and warming up
      begun = System.nanoTime() - Math.round(newest.ms() * 1e6);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double left = done <= known ? 0 : seconds / (done - known) * (runs - done);
    line.show(
        String.format(
            Locale.ROOT,
            "%,d of %,d runs, %.1f s%s; the last: n = %,d %s",
            done,
            runs,
            seconds,
            left > 0 ? String.format(Locale.ROOT, ", about %.0f s left", left) : "",
            newest.trial().n(),
            Double.isFinite(newest.ms())
                ? String.format(Locale.ROOT, "in %.3g s", newest.ms() / 1e3)
                : "without a result"),
        done,
        runs);
    if (System.nanoTime() - chartAt >= CHART_PAUSE_NANOS && drawable(all) && done < runs) {
      chartAt = System.nanoTime();
      Chart chart = SweepResult.chartSoFar(action, all);
      put(chart.withoutSvg());
    }
  }

  /** The chart and the line as they stay. */
  void ended(SweepResult result) {
    line.last(
        String.format(
            Locale.ROOT,
            "%,d of %,d runs in %.1f s",
            result.measurements().size(),
            runs,
            (System.nanoTime() - begun) / 1e9),
        runs,
        runs);
    if (drawable(result.measurements())) {
      Chart time = result.timeChart();
      time.preview().ifPresent(this::put);
      put(time.toMimeBundle());
      renderers.show(result.speedupChart(), output);
      result.precisionChart().ifPresent(chart -> renderers.show(chart, output));
    }
  }

  @Override
  public void warning(String sentence) {
    output.stream(StreamName.STDERR, sentence + "\n");
  }

  private static boolean drawable(List<Measurement> all) {
    Set<Integer> numbers = new HashSet<>();
    all.stream().filter(Measurement::counts).forEach(m -> numbers.add(m.trial().n()));
    return numbers.size() > 1;
  }

  private void put(MimeBundle bundle) {
    if (chartShown) {
      output.update(chartId, bundle);
    } else {
      output.display(bundle, Optional.of(chartId));
      chartShown = true;
    }
  }
}
