package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Rich outputs from Java code, as IPython's {@code display}: shown in the cell whose thread calls,
 * or that started the thread that calls. Imported into every session.
 */
public final class Display {

  private Display() {}

  /** Shows a value under the cell. */
  public static void display(Object value) {
    CellContext cell = CellContext.current();
    cell.output().display(cell.renderers().render(value), Optional.empty());
  }

  /**
   * Shows a value under the cell, to be replaced later.
   *
   * @return what replaces it, from any thread and any cell
   */
  public static Handle displayUpdatable(Object value) {
    CellContext cell = CellContext.current();
    String id = UUID.randomUUID().toString();
    cell.output().display(cell.renderers().render(value), Optional.of(id));
    return new Handle(id);
  }

  /** Removes the outputs of the cell; with {@code wait}, not before the next one comes. */
  public static void clearOutput(boolean wait) {
    CellContext.current().output().clear(wait);
  }

  /** Shows a value in the front end's pager, as documentation is shown. */
  public static void page(Object value) {
    CellContext cell = CellContext.current();
    cell.output().page(cell.renderers().render(value));
  }

  /** Proposes the code of the next cell: a notebook adds it under this one. */
  public static void setNextInput(String code) {
    CellContext.current().output().setNextInput(code, false);
  }

  /** An output that can be replaced. */
  public static final class Handle {
    private final String id;

    private Handle(String id) {
      this.id = id;
    }

    /**
     * Shows another value in the place of the former one, wherever that is. The update is an output
     * of the cell that calls: nbclient ignores one that comes under the name of an earlier cell.
     */
    public void update(Object value) {
      CellContext cell = CellContext.current();
      cell.output().update(id, cell.renderers().render(value));
    }
  }
}
