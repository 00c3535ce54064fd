package dev.whiskbook.kernel;

import dev.whiskbook.kernel.render.ProgressLine;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;

/**
 * How far something is, in one output that is updated in place: ten times a second at most, so that
 * it may be told of each step of a fast loop. Imported into every session.
 *
 * <pre>{@code
 * try (var bar = progress(1_000)) {
 *   for (int i = 0; i < 1_000; i++) { work(i); bar.advance(); }
 * }
 * for (var file : progress(files)) { read(file); }
 * }</pre>
 *
 * <p>Safe for use by several threads; guarded by this.
 */
public final class ProgressBar implements AutoCloseable {

  private static final long PAUSE_NANOS = 100_000_000;

  private final long total;
  private final long begun = System.nanoTime();
  private final Display.Handle output;
  private String label;
  private long done;
  private long shownAt = begun;
  private boolean closed;

  /**
   * Shows a bar under the cell.
   *
   * @param total how many steps there will be
   * @param label what stands before the numbers; may be empty
   * @throws IllegalArgumentException if {@code total} is below 0
   */
  public ProgressBar(long total, String label) {
    if (total < 0) {
      throw new IllegalArgumentException("A progress bar has 0 or more steps, not " + total + ".");
    }
    this.total = total;
    this.label = label;
    output = Display.displayUpdatable(bundle(0));
  }

  /** One more step is done. */
  public void advance() {
    advance(1);
  }

  /** More steps are done. */
  public synchronized void advance(long steps) {
    done = Math.clamp(done + steps, 0, total);
    changed();
  }

  /** So many steps are done in all. */
  public synchronized void set(long steps) {
    done = Math.clamp(steps, 0, total);
    changed();
  }

  /** What stands before the numbers from now on. */
  public synchronized void label(String text) {
    label = text;
    changed();
  }

  /** How many steps are done. */
  public synchronized long done() {
    return done;
  }

  /** Shows how far it came, for the last time. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      show(System.nanoTime());
    }
  }

  /** Steps on with each element that is taken. */
  <T> Iterator<T> over(Iterator<T> elements) {
    return new Iterator<>() {
      private boolean first = true;

      @Override
      public boolean hasNext() {
        if (elements.hasNext()) {
          return true;
        }
        step();
        close();
        return false;
      }

      @Override
      public T next() {
        step();
        return elements.next();
      }

      // The element before this one is done.
      private void step() {
        if (!first && done() < total) {
          advance();
        }
        first = false;
      }
    };
  }

  private void changed() {
    long now = System.nanoTime();
    if (!closed && (now - shownAt >= PAUSE_NANOS || done == total)) {
      show(now);
    }
  }

  private void show(long now) {
    shownAt = now;
    output.update(bundle(now - begun));
  }

  private MimeBundle bundle(long nanos) {
    return ProgressLine.of(text(nanos), total == 0 ? 1 : done, Math.max(total, 1), "");
  }

  private String text(long nanos) {
    String percent = total == 0 ? "" : " (%d %%)".formatted(100 * done / total);
    String left =
        done == 0 || done == total || closed
            ? ""
            : ", about %s left".formatted(time((long) ((double) nanos / done * (total - done))));
    return String.format(
        Locale.ROOT,
        "%s%,d of %,d%s, %s%s",
        label.isEmpty() ? "" : label + ": ",
        done,
        total,
        percent,
        time(nanos),
        left);
  }

  private static String time(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return time.toMinutes() == 0
        ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
        : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
