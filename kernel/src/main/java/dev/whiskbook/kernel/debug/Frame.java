package dev.whiskbook.kernel.debug;

/**
 * One call of a method with probes, and its local variables as of now. Woven code makes it, keeps
 * it in a local variable, and calls it; it belongs to the thread of the call, and is read by others
 * only while that thread is stopped.
 */
public final class Frame {

  /**
   * The variables of primitive types by slot, as the bits of a {@code long}; woven code writes it.
   */
  public final long[] primitives;

  /** The variables of reference types by slot; woven code writes it. */
  public final Object[] references;

  private final MethodSites method;
  private final DebuggedThread thread;
  private final Frame caller;
  private final int depth;
  private int site = -1;
  private boolean changed;

  Frame(MethodSites method, DebuggedThread thread, Frame caller) {
    this.method = method;
    this.thread = thread;
    this.caller = caller;
    depth = caller == null ? 1 : caller.depth + 1;
    primitives = new long[method.slots()];
    references = new Object[method.slots()];
  }

  /**
   * A line begins. Called from woven code; may wait, for as long as the thread is stopped.
   *
   * @return whether a debugger has set variables, which are to be loaded from this frame
   */
  public boolean line(int reached) {
    if (method.line(reached) == 0) {
      return false;
    }
    site = reached;
    thread.enter(this); // what an exception has ended above this frame is gone
    if (method.stopsAt(reached) || thread.isWatched()) {
      thread.reached(this);
    }
    boolean load = changed;
    changed = false;
    return load;
  }

  /** The method returns. Called from woven code. */
  public void exit() {
    thread.leave(this);
  }

  /** An exception has come to a handler of this method. Called from woven code. */
  public void caught(Throwable exception) {
    thread.enter(this);
    thread.thrown(this, exception);
  }

  /** An exception leaves this method. Called from woven code. */
  public void thrown(Throwable exception) {
    thread.enter(this);
    thread.thrown(this, exception);
    thread.unwind(this);
  }

  MethodSites method() {
    return method;
  }

  /** The frame below, of a cell too; null if there is none. */
  Frame caller() {
    return caller;
  }

  int depth() {
    return depth;
  }

  int site() {
    return site;
  }

  /** The line of the cell, 0 if it runs none of the user's code. */
  int line() {
    return site < 0 ? 0 : method.line(site);
  }

  Object get(MethodSites.Variable variable) {
    long bits = primitives[variable.slot()];
    return switch (variable.descriptor()) {
      case "Z" -> bits != 0;
      case "B" -> (byte) bits;
      case "C" -> (char) bits;
      case "S" -> (short) bits;
      case "I" -> (int) bits;
      case "J" -> bits;
      case "F" -> Float.intBitsToFloat((int) bits);
      case "D" -> Double.longBitsToDouble(bits);
      default -> references[variable.slot()];
    };
  }

  /** Sets a variable, as its code will see it from its next line on. */
  void set(MethodSites.Variable variable, Object value) {
    int slot = variable.slot();
    switch (value) {
      case Boolean b when variable.descriptor().equals("Z") -> primitives[slot] = b ? 1 : 0;
      case Character c when variable.descriptor().equals("C") -> primitives[slot] = c;
      case Double d when variable.descriptor().equals("D") ->
          primitives[slot] = Double.doubleToRawLongBits(d);
      case Float f when variable.descriptor().equals("F") ->
          primitives[slot] = Float.floatToRawIntBits(f);
      case Number n when variable.isPrimitive() -> primitives[slot] = n.longValue();
      case null, default -> references[slot] = value;
    }
    changed = true;
  }
}
