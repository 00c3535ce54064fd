package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.magics.experiment.Measurement;
import dev.whiskbook.magics.experiment.SweepListener;
import dev.whiskbook.magics.experiment.SweepResult;
import dev.whiskbook.magics.experiment.Trial;
import dev.whiskbook.magics.show.LiveText;
import dev.whiskbook.magics.show.Numbers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How far a sweep is: a line, and a chart of the times so far, both updated in place. */
final class SweepProgress implements SweepListener, AutoCloseable {

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
  private int done;
  private boolean ended;

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
    line.show(Numbers.count(runs, "run") + " to do" + found(), 0, runs);
  }

  private String found() {
    return known == 0 ? "" : ", %,d of them from the journal".formatted(known);
  }

  @Override
  public void warmingUp(Trial trial) {
    line.last(
        "warming up: %s %s".formatted(Numbers.count(trial.n(), "action"), trial.setting()).strip(),
        0,
        runs);
  }

  @Override
  public void measured(Measurement newest, List<Measurement> all) {
    done = all.size();
    if (done == known + 1) { // what was before is the server's start and warming up
      begun = System.nanoTime() - Math.round(newest.ms() * 1e6);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double left = done <= known ? 0 : seconds / (done - known) * (runs - done);
    line.show(
        String.format(
            Locale.ROOT,
            "%,d of %s, %.1f s%s; the last: n = %,d %s",
            done,
            Numbers.count(runs, "run"),
            seconds,
            left > 0 ? String.format(Locale.ROOT, ", about %.0f s left", left) : "",
            newest.trial().n(),
            Double.isFinite(newest.ms())
                ? "in " + Numbers.seconds(newest.ms()) + " s"
                : "without a result"),
        done,
        runs);
    boolean due = System.nanoTime() - chartAt >= CHART_PAUSE_NANOS;
    if (output.isLive() && due && done < runs && drawable(all)) {
      chartAt = System.nanoTime();
      put(SweepResult.chartSoFar(action, all).withoutSvg());
    }
  }

  /** The chart and the line as they stay. */
  void ended(SweepResult result) {
    ended = true;
    line.last(
        String.format(
            Locale.ROOT,
            "%,d of %s in %.1f s%s",
            result.measurements().size(),
            Numbers.count(runs, "run"),
            (System.nanoTime() - begun) / 1e9,
            found()),
        runs,
        runs);
    if (drawable(result.measurements())) {
      if (chartShown) {
        renderers.update(chartId, result.timeChart(), output);
      } else {
        renderers.show(result.timeChart(), output);
      }
      renderers.show(result.speedupChart(), output);
      result.precisionChart().ifPresent(chart -> renderers.show(chart, output));
    }
  }

  /** Says that it came to an early end, unless it was done. */
  @Override
  public void close() {
    if (!ended && runs > 0) {
      line.last("%,d of %s; stopped".formatted(done, Numbers.count(runs, "run")), done, runs);
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
