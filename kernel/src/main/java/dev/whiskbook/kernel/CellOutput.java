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
  @SuppressWarnings("ClassInitializationDeadlock") // nobody else makes one, so none comes first
  CellOutput NOWHERE = new DiscardedOutput();

  /**
   * Whether somebody may be looking while the cell runs, and sees outputs replaced where they
   * stand.
   */
  default boolean isLive() {
    return false;
  }

  /** Whether what comms say from here reaches front ends, which may have widgets. */
  default boolean carriesComms() {
    return false;
  }

  /** Which cell of the front end's notebook it is, over all its executions; empty if unknown. */
  default String cellId() {
    return "";
  }

  /**
   * Which page, or what else a front end is, has sent what these are the outputs of: the session of
   * its messages, another one whenever the page is loaded; empty if unknown.
   */
  default String clientSession() {
    return "";
  }

  /** The cell begins, under this number; before all its outputs. */
  default void begins(CellRequest cell, int executionCount) {}

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

  /**
   * Shows something that is looked at and put away, such as documentation: in a pager where the
   * front has one, else like any output. After the cell.
   */
  default void page(MimeBundle bundle) {
    display(bundle, Optional.empty());
  }

  /**
   * Proposes the code of the next cell, where the front can: a notebook adds a cell under this one.
   *
   * @param replace whether it takes the place of this cell's own code instead
   */
  default void setNextInput(String text, boolean replace) {}

  /**
   * Carries what a comm says to the front ends, in order with the outputs. Dropped where there is
   * none that could listen.
   */
  default void comm(Comm comm, CommAction action, CommMessage message) {}
}
