package dev.whiskbook.kernel;

import java.util.Optional;

/**
 * Where the outputs of one cell go: IOPub for a Jupyter front end, the notebook file and the
 * terminal for the headless runner. A session calls it from any thread, during the cell and after
 * it (threads that a cell started may still print), so implementations are thread-safe and do not
 * throw.
 */
public interface CellOutput {

  /** Takes outputs that nobody asked for. */
  CellOutput NOWHERE = new DiscardedOutput();

  /** Text written to standard output or standard error, as it was written: not line by line. */
  void stream(StreamName stream, String text);

  /**
   * A rich output ({@code display_data}).
   *
   * @param displayId the name under which {@link #update} finds this output again, if it has one
   */
  void display(MimeBundle bundle, Optional<String> displayId);

  /**
   * Replaces the content of every output that was displayed under this id ({@code
   * update_display_data}).
   */
  void update(String displayId, MimeBundle bundle);

  /**
   * Removes the outputs of the cell.
   *
   * @param wait whether to keep them until the next output comes, which avoids flicker
   */
  void clear(boolean wait);
}
