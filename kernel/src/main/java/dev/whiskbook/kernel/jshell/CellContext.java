package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.Comms;
import dev.whiskbook.kernel.Renderers;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;

/**
 * To which cell a thread belongs. Threads inherit it from the thread that starts them, so that
 * output goes to the cell that started it, during and after that cell; a thread that belongs to
 * none (a shared pool's) uses the newest cell.
 *
 * @param lastDisplayed what the cell has displayed last, an id or what stands for it, or null
 */
public record CellContext(
    CellOutput output,
    CellStdin stdin,
    Renderers renderers,
    Comms comms,
    CellExecution execution,
    AtomicReference<Object> lastDisplayed) {

  private static final InheritableThreadLocal<CellContext> CURRENT = new InheritableThreadLocal<>();
  private static volatile CellContext newest;

  /** A cell that has displayed nothing yet. */
  public CellContext(
      CellOutput output,
      CellStdin stdin,
      Renderers renderers,
      Comms comms,
      CellExecution execution) {
    this(output, stdin, renderers, comms, execution, new AtomicReference<>());
  }

  /**
   * Something was displayed.
   *
   * @param handle what the caller gets for it, such as its id: as a result it is not shown again
   */
  public void displayed(Object handle) {
    lastDisplayed.set(handle);
  }

  /** Whether a value stands for what the cell has displayed last: it is not shown as a result. */
  public boolean isLastDisplayed(Object value) {
    return value != null && value.equals(lastDisplayed.get());
  }

  /**
   * The cell of this thread.
   *
   * @throws IllegalStateException if no cell has run in this JVM
   */
  public static CellContext current() {
    CellContext context = currentOrNull();
    if (context == null) {
      throw new IllegalStateException("No cell is running: display works in a notebook cell only.");
    }
    return context;
  }

  /** The cell that this very thread belongs to. */
  public static Optional<CellContext> ofThread() {
    return Optional.ofNullable(CURRENT.get());
  }

  static CellContext currentOrNull() {
    CellContext context = isShared(Thread.currentThread()) ? null : CURRENT.get();
    return context != null ? context : newest;
  }

  /** The same cell with its outputs going elsewhere. */
  public CellContext withOutput(CellOutput other) {
    return new CellContext(other, stdin, renderers, comms, execution, lastDisplayed);
  }

  /** The like of this for another execution, whose output goes where the newest cell's goes. */
  public CellContext beside(CellExecution other) {
    CellContext cell = newest;
    return new CellContext(cell == null ? output : cell.output, stdin, renderers, comms, other);
  }

  /** Whether a thread works for whoever comes, whatever cell happened to start it. */
  private static boolean isShared(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool().equals(ForkJoinPool.commonPool());
  }

  /**
   * Makes this thread, and all that it starts from now on, part of the cell, until {@link #leave}.
   */
  public void enter() {
    newest = this;
    CURRENT.set(this);
  }

  /**
   * Makes this thread part of the cell, until {@link #leave}, as {@link #enter} does; but threads
   * that belong to no cell stay with the newest that was entered.
   */
  public void enterBeside() {
    CURRENT.set(this);
  }

  /** Takes this thread out of its cell; threads that it started stay part of it. */
  public static void leave() {
    CURRENT.remove();
  }
}
