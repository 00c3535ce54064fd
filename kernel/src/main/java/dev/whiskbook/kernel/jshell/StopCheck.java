package dev.whiskbook.kernel.jshell;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The check that {@link StopCheckWeaver} puts at the start of every method and before every
 * backward branch of a cell's code. While no cell is being stopped it is one read of a field.
 */
public final class StopCheck {

  private static final AtomicInteger cellsBeingStopped = new AtomicInteger();

  /**
   * Mirrors {@code cellsBeingStopped > 0}; a field of its own, since the fast path reads it in
   * every loop.
   */
  private static volatile boolean anyStopping;

  private StopCheck() {}

  /** Throws {@link CellStopped} if this thread belongs to a cell that is being stopped. */
  public static void check() {
    if (anyStopping) {
      checkThisCell();
    }
  }

  private static void checkThisCell() {
    CellContext context = CellContext.currentOrNull();
    if (context != null && context.execution().isStopping()) {
      throw new CellStopped();
    }
  }

  static void stopBegins() {
    cellsBeingStopped.incrementAndGet();
    anyStopping = true;
  }

  static void stopEnded() {
    anyStopping = cellsBeingStopped.decrementAndGet() > 0;
  }
}
