package dev.whiskbook.kernel;

/**
 * One cell to execute.
 *
 * @param code the cell's source: Java snippets and magics in any order
 * @param silent whether to leave no trace: no result, no new execution count
 * @param storeHistory whether the execution counts
 */
public record CellRequest(String code, boolean silent, boolean storeHistory) {

  /** A cell as a person executes it. */
  public static CellRequest of(String code) {
    return new CellRequest(code, false, true);
  }
}
