package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.render.ProgressLine;
import java.util.Optional;
import java.util.UUID;

/** A line about how far something is, updated in place; for one thread. */
public final class LiveText {

  /** Often enough to look live; more would only be work for the front end. */
  private static final long PAUSE_NANOS = 100_000_000;

  private final CellOutput output;
  private final String id = UUID.randomUUID().toString();
  private long shownAt;
  private boolean shown;

  /** Shows nothing yet. */
  public LiveText(CellOutput output) {
    this.output = output;
  }

  /**
   * Shows a line, unless the last one is too young to be replaced.
   *
   * @param done how much of all is done, with a bar for it; all below 1 for no bar
   */
  public void show(String text, long done, long all) {
    if (System.nanoTime() - shownAt >= PAUSE_NANOS || !shown) {
      last(text, done, all);
    }
  }

  /** Shows the last line, whatever the time. */
  public void last(String text, long done, long all) {
    last(text, done, all, "");
  }

  /**
   * Shows the last line, whatever the time.
   *
   * @param below HTML that stands under it
   */
  public void last(String text, long done, long all, String below) {
    shownAt = System.nanoTime();
    MimeBundle bundle = ProgressLine.of(text, done, all, below);
    if (shown) {
      output.update(id, bundle);
    } else {
      output.display(bundle, Optional.of(id));
      shown = true;
    }
  }
}
