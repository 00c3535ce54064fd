package dev.whiskbook.kernel;

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
    CellContext context = CellContext.current();
    context.output().display(context.renderers().render(value), Optional.empty());
  }

  /**
   * Shows a value under the cell, to be replaced later.
   *
   * @return what replaces it, from any thread and any cell
   */
  public static Handle displayUpdatable(Object value) {
    CellContext context = CellContext.current();
    String id = UUID.randomUUID().toString();
    context.output().display(context.renderers().render(value), Optional.of(id));
    return new Handle(context, id);
  }

  /** Removes the outputs of the cell; with {@code wait}, not before the next one comes. */
  public static void clearOutput(boolean wait) {
    CellContext.current().output().clear(wait);
  }

  /** An output that can be replaced. */
  public static final class Handle {
    private final CellContext context;
    private final String id;

    private Handle(CellContext context, String id) {
      this.context = context;
      this.id = id;
    }

    /** Shows another value in the place of the former one. */
    public void update(Object value) {
      context.output().update(id, context.renderers().render(value));
    }
  }
}
