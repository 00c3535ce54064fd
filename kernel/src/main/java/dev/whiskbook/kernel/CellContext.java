package dev.whiskbook.kernel;

/**
 * To which cell a thread belongs. Threads inherit it from the thread that starts them, so that
 * output goes to the cell that started it, during and after that cell; a thread that belongs to
 * none (a shared pool's) uses the newest cell.
 */
record CellContext(CellOutput output, Renderers renderers) {

  private static final InheritableThreadLocal<CellContext> CURRENT = new InheritableThreadLocal<>();
  private static volatile CellContext newest;

  /**
   * The cell of this thread.
   *
   * @throws IllegalStateException if no cell has run in this JVM
   */
  static CellContext current() {
    CellContext context = CURRENT.get();
    context = context != null ? context : newest;
    if (context == null) {
      throw new IllegalStateException("No cell is running: display works in a notebook cell only.");
    }
    return context;
  }

  /** The cell of this thread, or null where none has run yet. */
  static CellContext currentOrNull() {
    CellContext context = CURRENT.get();
    return context != null ? context : newest;
  }

  /** Makes this thread, and all that it starts from now on, part of the cell. */
  void enter() {
    newest = this;
    CURRENT.set(this);
  }
}
