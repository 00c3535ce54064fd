package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Progress;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Totals;
import dev.whiskbook.whisk.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;

/**
 * How far a fan-out is, in one output that is updated in place: as things happen, and each second,
 * so that one sees that it goes on. A thread of its own shows it; fields are guarded by this.
 */
public final class ProgressDisplay implements FanOutListener, AutoCloseable {

  /** Often enough to look live; more would only be work for the front end. */
  private static final long PAUSE_MS = 100;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private static final long HEARTBEAT_NANOS = Duration.ofSeconds(1).toNanos();

  private final CellOutput output;
  private final LiveText line;
  private final int n;
  private Progress latest;
  private boolean changed;
  private Optional<Until> until = Optional.empty();
  private long begunAt = System.nanoTime();
  private long shownAt;
  private boolean ended;
  private Timer ticker;
  private final Rate rate = new Rate();
  private final Convergence convergence = new Convergence();

  /** Shows that a fan-out of n actions is about to begin. */
  public ProgressDisplay(CellOutput output, String action, int n) {
    this.output = output;
    this.line = new LiveText(output);
    this.n = n;
    this.latest = Progress.none(n);
    line.show("%s × %,d: waiting for OpenWhisk".formatted(action, n), 0, n);
  }

  /** The fan-out ends once its estimate is so precise, so that less than all may be left. */
  public synchronized ProgressDisplay until(Optional<Until> condition) {
    until = condition;
    return this;
  }

  @Override
  public synchronized void planned(Plan plan) {
    begunAt = System.nanoTime();
    int atOnce = Math.min(plan.concurrency(), n); // until the first result says how many there are
    latest = new Progress(n, 0, 0, 0, 0, 0, atOnce, Optional.empty());
    if (plan.expectedWall().filter(wall -> wall.compareTo(Plan.LONG) > 0).isPresent()) {
      output.stream(
          StreamName.STDERR,
          "This run will take %s, until about %s: %s. The interrupt button stops it and keeps what is done.\n"
              .formatted(plan.forecast().orElseThrow(), end(plan), plan));
    }
    rate.add(begunAt, 0);
    show(plan.toString());
    ticker = new Timer("progress", true);
    ticker.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tick();
          }
        },
        PAUSE_MS,
        PAUSE_MS);
  }

  @Override
  public synchronized void finished(ActionResult result, Progress progress) {
    latest = progress;
    changed = true;
    progress.estimate().ifPresent(convergence::add);
  }

  @Override
  public synchronized void waiting(String why, long ms) {
    show("%s; %s, %.1f s".formatted(text(), why, ms / 1e3));
  }

  @Override
  public void warning(String sentence) {
    output.stream(StreamName.STDERR, sentence + "\n");
  }

  private synchronized void tick() {
    if (!ended && (changed || System.nanoTime() - shownAt >= HEARTBEAT_NANOS)) {
      rate.add(System.nanoTime(), latest.done());
      show(text());
    }
  }

  /** Shows how the run ended; its counts are those of the run, not of the last update. */
  public synchronized void ended(Run run) {
    end();
    Totals totals = run.totals();
    boolean converged = run.state() == RunState.CONVERGED;
    latest =
        new Progress(
            n,
            totals.ok(),
            converged ? 0 : totals.missing(),
            totals.further(),
            totals.cold(),
            run.wall().toMillis(),
            0,
            run.estimate());
    show(
        String.format(
            Locale.ROOT,
            "%,d of %,d ok, %,d %s, %,d retried, %s, %.1f s%s%s",
            totals.ok(),
            n,
            totals.missing(),
            converged ? "not needed" : "failed",
            totals.further(),
            Numbers.count(totals.cold(), "cold start"),
            run.wall().toMillis() / 1e3,
            latest.estimate().map(e -> ": " + e).orElse(""),
            converged ? ", precise enough" : ""));
  }

  /** Shows that the fan-out came to nothing, unless it has ended. */
  @Override
  public synchronized void close() {
    if (!ended) {
      end();
      show(text() + "; stopped by an error");
    }
  }

  /** Shows that all is done, of a fan-out that is a part of something. */
  public synchronized void done() {
    if (!ended) {
      end();
      show(text());
    }
  }

  private static String end(Plan plan) {
    Instant end = plan.expectedEnd(Instant.now()).orElseThrow();
    return CLOCK.format(end.atZone(ZoneId.systemDefault()));
  }

  private void end() {
    ended = true;
    if (ticker != null) {
      ticker.cancel();
    }
  }

  private String text() {
    String failed = latest.failed() == 0 ? "" : ", %,d failed".formatted(latest.failed());
    return String.format(
        Locale.ROOT,
        "%,d of %,d done%s, %,d retried, %,d in flight, %.1f s%s%s",
        latest.done(),
        n,
        failed,
        latest.retried(),
        latest.inFlight(),
        (System.nanoTime() - begunAt) / 1e9,
        pace(),
        estimate());
  }

  private String estimate() {
    return latest.estimate().map(e -> ": " + e.interval()).orElse("");
  }

  /** How fast it is by now, and how long it will take at that. */
  private String pace() {
    OptionalDouble perSecond = rate.perSecond();
    if (perSecond.isEmpty()) {
      return "";
    }
    double rate = perSecond.getAsDouble();
    String each = String.format(Locale.ROOT, rate < 10 ? ", %.1f/s" : ", %,.0f/s", rate);
    long left = Math.min(n, enoughAt()) - latest.done();
    return left <= 0 ? each : each + ", " + rough(left / rate) + " left";
  }

  /** How many results will do, as far as one knows. */
  private long enoughAt() {
    return until
        .flatMap(condition -> latest.estimate().map(condition::expectedCount))
        .orElse(OptionalLong.empty())
        .orElse(n);
  }

  private static String rough(double seconds) {
    long s = Math.max(1, Math.round(seconds));
    return s < 100
        ? s + " s"
        : s < 100 * 60 ? Math.round(s / 60.0) + " min" : "%.1f h".formatted(s / 3600.0);
  }

  private void show(String text) {
    shownAt = System.nanoTime();
    changed = false;
    line.last(text, latest.done(), n, convergence.svg());
  }
}
