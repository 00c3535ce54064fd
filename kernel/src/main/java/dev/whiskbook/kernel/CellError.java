package dev.whiskbook.kernel;

import java.util.List;
import java.util.OptionalInt;

/**
 * Why a cell failed, as a front end shows it.
 *
 * @param ename the class of the exception, or {@code CompilationError}, or {@code Interrupted}
 * @param evalue its message, one sentence
 * @param traceback the lines to show, with ANSI colours: the message, the causes, and where in the
 *     cell
 * @param line the line of the cell where it happened, from 1, if it is known
 */
public record CellError(String ename, String evalue, List<String> traceback, OptionalInt line) {

  public CellError {
    traceback = List.copyOf(traceback);
  }

  /** The cell was told to stop; the message says more where whoever stopped has more to say. */
  public static CellError interrupted(String message) {
    String said = message == null || message.isEmpty() ? "The cell was interrupted." : message;
    String headline = Traceback.headline("Interrupted", said);
    return new CellError("Interrupted", said, List.of(headline), OptionalInt.empty());
  }
}
