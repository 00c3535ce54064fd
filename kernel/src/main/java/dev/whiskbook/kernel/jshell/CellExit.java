package dev.whiskbook.kernel.jshell;

/**
 * Stands in for {@code System.exit} and its like in the code of cells: ending the JVM would take
 * every variable with it, without a word. Called from woven code only.
 */
@SuppressWarnings("DoNotCallSuggester") // throwing is what they are for; only woven code calls them
public final class CellExit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private CellExit(String call, int status) {
    super(
        call
            + " was called: the cell has ended here, the kernel and its variables stay. "
            + "To end the kernel, shut it down from the notebook.");
    this.status = status;
  }

  /** What the process would have ended with. */
  public int status() {
    return status;
  }

  /** In place of {@link System#exit}. */
  public static void exit(int status) {
    throw new CellExit("System.exit(" + status + ")", status);
  }

  /** In place of {@link Runtime#exit}. */
  public static void exit(Runtime runtime, int status) {
    throw new CellExit("Runtime.exit(" + status + ")", status);
  }

  /** In place of {@link Runtime#halt}. */
  public static void halt(Runtime runtime, int status) {
    throw new CellExit("Runtime.halt(" + status + ")", status);
  }
}
