package dev.whiskbook.kernel;

import java.util.Optional;

/** How a cell ended. */
public sealed interface CellResult {

  /** The cell's number, {@code In [n]}: from 1, the same for its result. */
  int executionCount();

  /**
   * Every snippet and magic of the cell ran.
   *
   * @param value the representation of the cell's last expression, if it ended in one that has a
   *     value
   */
  record Success(int executionCount, Optional<MimeBundle> value) implements CellResult {}

  /** The cell stopped at the first error; what ran before it stays. */
  record Failure(int executionCount, CellError error) implements CellResult {}
}
