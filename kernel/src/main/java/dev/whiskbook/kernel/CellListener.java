package dev.whiskbook.kernel;

/** Hears of the cells of a session. What a listener throws is shown in the cell, and no more. */
public interface CellListener {

  /** A cell is about to run; called on its thread. */
  default void before(CellRequest request) throws Exception {}

  /** A cell has run, well or not. */
  default void after(CellRequest request, CellResult result) throws Exception {}
}
