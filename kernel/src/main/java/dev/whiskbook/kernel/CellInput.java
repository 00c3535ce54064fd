package dev.whiskbook.kernel;

import java.io.IOException;
import java.util.Optional;

/**
 * Whom a cell asks when its code reads {@code System.in}: a Jupyter front end over the stdin
 * channel, the terminal of a REPL, a pipe. Each front implements it; a session calls it from the
 * threads of the cell, several of them perhaps at once.
 */
@FunctionalInterface
public interface CellInput {

  /** There is nobody to ask: every read fails at once with a sentence that says so. */
  CellInput NONE =
      (_, _) -> {
        throw new StdinNotImplementedException();
      };

  /**
   * Asks for one line and waits for it. What the cell has printed before is shown before.
   *
   * @param prompt what to ask, perhaps an empty text: then the cell has printed its question
   * @param password whether what is typed must not be seen
   * @return the line without its end, or empty where the input has ended (Ctrl-D)
   * @throws InterruptedException if the thread was interrupted, as those of a cell that is told to
   *     stop
   * @throws IOException if the line cannot be read
   * @throws StdinNotImplementedException if nobody can be asked
   */
  Optional<String> readLine(String prompt, boolean password)
      throws IOException, InterruptedException;
}
