package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.ItemResults;
import dev.whiskbook.whisk.internal.OffHeap;
import dev.whiskbook.whisk.internal.RunTables;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import tech.tablesaw.api.Table;

/** What came of each action number of a run, in action order; an unmodifiable list. */
public final class Results extends AbstractList<ActionResult> implements RandomAccess {

  private final List<ActionResult> all;
  private final String name;

  /**
   * A copy of a list, unless its elements are read when they are asked for.
   *
   * @param name of the table that they make
   */
  public Results(String name, List<ActionResult> all) {
    this.name = name;
    this.all = all instanceof OffHeap ? all : List.copyOf(all);
  }

  @Override
  public ActionResult get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }

  /** The result of the activation that did action i: the same, unless it did several. */
  ActionResult activation(int i) {
    return all instanceof ItemResults items ? items.activation(i) : all.get(i);
  }

  /** Whether they stay in the journal and are read from there, page by page. */
  boolean isOffHeap() {
    return all instanceof OffHeap;
  }

  /**
   * A row for each action number, with the fields of its result.
   *
   * @return columns: action, status, then one for each field that any result has, and error if
   *     something failed. Fields of nested objects are named {@code outer.inner}. A column is of
   *     whole numbers, numbers, booleans or texts, whichever holds all its values; mixed ones are
   *     texts, and lists are JSON. A number column takes the texts NaN, Infinity and -Infinity as
   *     numbers; Tablesaw shows NaN as missing.
   */
  public Table table() {
    return RunTables.results(name, all);
  }
}
