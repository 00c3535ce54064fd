package dev.whiskbook.kernel;

/**
 * A cell has asked for input where nobody can answer. Unchecked, and no {@code IOException}: {@link
 * java.util.Scanner} takes every {@code IOException} for the end of its input and hides the reason.
 */
public final class StdinNotImplementedException extends UnsupportedOperationException {

  private static final long serialVersionUID = 1L;

  StdinNotImplementedException() {
    super(
        "The cell asks for input, but whoever executes it cannot be asked (allow_stdin is false). "
            + "Execute it in a notebook or a console, or put the value into the cell.");
  }
}
