package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.magic.MagicException;

/** How the execution of a notebook ended. */
public sealed interface RunOutcome {

  /** Every cell was executed. */
  record Completed() implements RunOutcome {}

  /**
   * A cell failed, and the cells after it were not executed.
   *
   * @param cell the number of the cell as the notebook shows it, {@code In [cell]}
   */
  record Failed(int cell, CellError error) implements RunOutcome {

    /** Where and why, in one sentence: {@code cell 7, line 3: ArithmeticException: / by zero}. */
    public String sentence() {
      String line = error.line().isPresent() ? ", line " + error.line().getAsInt() : "";
      return "cell " + cell + line + ": " + why();
    }

    /**
     * Why, without where. A magic's message is a sentence of its own; an exception's needs its
     * class to make sense.
     */
    public String why() {
      String name = error.ename();
      if (name.equals(MagicException.class.getName())) {
        return error.evalue();
      }
      String simpleName = name.substring(name.lastIndexOf('.') + 1);
      return error.evalue().isBlank() ? simpleName : simpleName + ": " + error.evalue();
    }
  }

  /** The execution was stopped from outside; the cells after the stopped one were not executed. */
  record Interrupted() implements RunOutcome {}
}
