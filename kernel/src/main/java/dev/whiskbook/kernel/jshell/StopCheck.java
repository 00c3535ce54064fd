package dev.whiskbook.kernel.jshell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * The check that {@link StopCheckWeaver} puts at the start of every method and before every
 * backward branch of a cell's code. While no cell is being stopped the compiler of the JVM takes it
 * for a constant and leaves it out, so that loops are vectorised as they are without it; a read of
 * a volatile field in its place made a sum over an array 6 times slower. A stop makes the JVM
 * compile that code anew.
 */
public final class StopCheck {

  /**
   * The JVM gives up compiling a method that was compiled anew some hundreds of times: after that
   * many stops the check remains a read of a field.
   */
  private static final int STOPS_COMPILED_ANEW = 100;

  private static final MethodHandle NEVER = MethodHandles.constant(boolean.class, false);
  private static final MethodHandle ASK = anyStoppingField();
  private static final MutableCallSite SITE = new MutableCallSite(NEVER);
  private static final MethodHandle ANY_STOPPING = SITE.dynamicInvoker();

  private static int cellsBeingStopped; // guarded by the class
  private static int stops; // guarded by the class

  /** Mirrors {@code cellsBeingStopped > 0}. */
  @SuppressWarnings("UnusedVariable") // it is read through a method handle
  private static volatile boolean anyStopping;

  private StopCheck() {}

  private static MethodHandle anyStoppingField() {
    try {
      return MethodHandles.lookup().findStaticGetter(StopCheck.class, "anyStopping", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Throws {@link CellStopped} if this thread belongs to a cell that is being stopped. */
  public static void check() {
    if (isAnyStopping()) {
      checkThisCell();
    }
  }

  private static boolean isAnyStopping() {
    try {
      return (boolean) ANY_STOPPING.invokeExact();
    } catch (Throwable e) { // neither a constant nor a field throws
      throw new AssertionError(e);
    }
  }

  private static void checkThisCell() {
    CellContext context = CellContext.currentOrNull();
    if (context != null && context.execution().isStopping()) {
      throw new CellStopped();
    }
  }

  static synchronized void stopBegins() {
    cellsBeingStopped++;
    stops++;
    anyStopping = true;
    SITE.setTarget(ASK);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  static synchronized void stopEnded() {
    cellsBeingStopped--;
    anyStopping = cellsBeingStopped > 0;
    if (!anyStopping && stops < STOPS_COMPILED_ANEW) {
      SITE.setTarget(NEVER);
    }
  }
}
