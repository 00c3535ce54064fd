package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Progress;
import dev.whiskbook.whisk.Run;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;

/**
 * How far a fan-out is, in one output that is updated in place: as things happen, and each second,
 * so that one sees that it goes on. A thread of its own shows it; fields are guarded by this.
 */
public final class ProgressDisplay implements FanOutListener, AutoCloseable {

  /** Often enough to look live; more would only be work for the front end. */
  private static final long PAUSE_MS = 100;

  private static final long HEARTBEAT_NANOS = Duration.ofSeconds(1).toNanos();

  private final CellOutput output;
  private final String id = UUID.randomUUID().toString();
  private final int n;
  private int atOnce;
  private Progress latest;
  private boolean changed;
  private long begunAt = System.nanoTime();
  private long shownAt;
  private boolean ended;
  private Timer ticker;

  /** Shows that a fan-out of n actions is about to begin. */
  public ProgressDisplay(CellOutput output, String action, int n) {
    this.output = output;
    this.n = n;
    this.latest = new Progress(n, 0, 0, 0, 0, 0);
    output.display(bundle("%s × %,d: waiting for OpenWhisk".formatted(action, n)), Optional.of(id));
  }

  @Override
  public synchronized void planned(Plan plan) {
    atOnce = plan.concurrency();
    begunAt = System.nanoTime();
    if (plan.expectedWall().filter(wall -> wall.compareTo(Plan.LONG) > 0).isPresent()) {
      output.stream(
          StreamName.STDERR,
          "This run will take %s: %s. The interrupt button stops it and keeps what is done.\n"
              .formatted(plan.forecast().orElseThrow(), plan));
    }
    show(text());
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
      show(text());
    }
  }

  /** Shows how the run ended; its counts are those of the run, not of the last update. */
  public synchronized void ended(Run run) {
    end();
    int ok = run.values().size();
    long cold = run.attempts().stream().filter(Attempt::cold).count();
    long retried = run.attempts().stream().filter(a -> a.attempt() > 1).count();
    latest =
        new Progress(n, ok, run.missing().size(), (int) retried, (int) cold, run.wall().toMillis());
    show(
        "%,d of %,d ok, %,d failed, %,d retried, %,d cold starts, %.1f s"
            .formatted(ok, n, latest.failed(), retried, cold, run.wall().toMillis() / 1e3));
  }

  /** Shows that the fan-out came to nothing, unless it has ended. */
  @Override
  public synchronized void close() {
    if (!ended) {
      end();
      show(text() + "; stopped by an error");
    }
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
        "%,d of %,d done%s, %,d retried, %,d in flight, %.1f s",
        latest.done(),
        n,
        failed,
        latest.retried(),
        Math.min(atOnce, n - latest.done()),
        (System.nanoTime() - begunAt) / 1e9);
  }

  private void show(String text) {
    shownAt = System.nanoTime();
    changed = false;
    output.update(id, bundle(text));
  }

  private MimeBundle bundle(String text) {
    String label = HtmlTable.escaped(text);
    return MimeBundle.text(text)
        .with(
            MimeBundle.TEXT_HTML,
            "<div><progress max=\"%d\" value=\"%d\" aria-label=\"%s\"></progress> %s</div>"
                .formatted(n, latest.done(), label, label));
  }
}
