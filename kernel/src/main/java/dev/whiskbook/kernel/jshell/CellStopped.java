package dev.whiskbook.kernel.jshell;

/**
 * Thrown inside a cell's own code to end it. An {@code Error}, so that {@code catch (Exception e)}
 * lets it through; a loop that catches {@code Throwable} meets the next check.
 */
public final class CellStopped extends Error {

  private static final long serialVersionUID = 1L;

  CellStopped() {
    super("The cell was interrupted.", null, false, false);
  }
}
