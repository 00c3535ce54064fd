package dev.whiskbook.kernel.jshell;

/**
 * The check that {@link StopCheckWeaver} puts at the start of every method and before every
 * backward branch of a cell's code. While no cell is being stopped it is one read of a field.
 */
public final class StopCheck {

  private static int cellsBeingStopped; // guarded by the class

  /** Mirrors {@code cellsBeingStopped > 0}: the fast path reads it in every loop. */
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

  static synchronized void stopBegins() {
    cellsBeingStopped++;
    anyStopping = true;
  }

  static synchronized void stopEnded() {
    cellsBeingStopped--;
    anyStopping = cellsBeingStopped > 0;
  }
}
