package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.CellExecution;
import dev.whiskbook.kernel.jshell.CellStopped;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * A thread in code of a cell: its stack of calls, and what it is to stop for. The snippets of one
 * cell run on a thread each, one after the other; to a debugger they are one. The stack is the
 * thread's own; the mode is set by others while the thread is stopped, or to {@code PAUSE}.
 */
final class DebuggedThread {

  /** What a thread stops for, beside breakpoints and exceptions. */
  enum Mode {
    RUN,
    PAUSE,
    STEP_IN,
    STEP_OVER,
    STEP_OUT
  }

  private static final ThreadLocal<DebuggedThread> CURRENT = new ThreadLocal<>();

  /** Set on threads, and on those that they start, which evaluate for a debugger. */
  private static final InheritableThreadLocal<Boolean> UNDISTURBED = new InheritableThreadLocal<>();

  private final Debugger debugger;
  private final int id;
  private final String name;
  private final Thread thread;
  private final CellExecution execution;
  private final boolean main;
  private boolean undisturbed;
  private Frame top;
  private volatile Mode mode = Mode.RUN;
  private Frame stepFrame;
  private int stepLine;
  private int stepDepth;
  private WeakReference<Throwable> passing = new WeakReference<>(null);

  /**
   * @param execution the cell that it belongs to
   * @param main whether it is that which runs the cell, and not one that the cell started
   */
  DebuggedThread(
      Debugger debugger,
      int id,
      String name,
      Thread thread,
      CellExecution execution,
      boolean main) {
    this.debugger = debugger;
    this.id = id;
    this.name = name;
    this.thread = thread;
    this.execution = execution;
    this.main = main;
    undisturbed = UNDISTURBED.get() != null;
  }

  /** The thread that runs this, which is about to run a method. */
  static DebuggedThread current(MethodSites method) {
    DebuggedThread current = CURRENT.get();
    if (current == null || current.debugger != method.debugger()) {
      current = method.debugger().threads().begin(method);
      CURRENT.set(current);
    }
    return current;
  }

  /** Runs something without stopping at what is in its way, on this thread and those it starts. */
  static <T> T undisturbed(Undisturbed<T> code) throws Throwable {
    DebuggedThread current = CURRENT.get();
    boolean before = current != null && current.undisturbed;
    Boolean inherited = UNDISTURBED.get();
    UNDISTURBED.set(true);
    if (current != null) {
      current.undisturbed = true;
    }
    try {
      return code.run();
    } finally {
      if (current != null) {
        current.undisturbed = before;
      }
      if (inherited == null) {
        UNDISTURBED.remove();
      }
    }
  }

  /** Code that may throw anything. */
  interface Undisturbed<T> {
    T run() throws Throwable;
  }

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return main ? top != null : thread.isAlive();
  }

  CellExecution execution() {
    return execution;
  }

  boolean isWatched() {
    return mode != Mode.RUN;
  }

  boolean isStopping() {
    return execution != null && execution.isStopping();
  }

  Frame call(MethodSites method) {
    var frame = new Frame(method, this, top);
    top = frame;
    return frame;
  }

  void enter(Frame frame) {
    top = frame;
  }

  /** A line has begun that may be one to stop at. */
  void reached(Frame frame) {
    if (undisturbed || isStopping()) {
      return;
    }
    if (frame.method().stopsAt(frame.site()) && debugger.breakpoints().isHit(frame)) {
      stop("breakpoint", null);
    } else if (mode == Mode.PAUSE) {
      stop("pause", null);
    } else if (isWatched() && isStepDone(frame)) {
      stop("step", null);
    }
  }

  private boolean isStepDone(Frame frame) {
    boolean elsewhere = frame != stepFrame || frame.line() != stepLine;
    return switch (mode) {
      case STEP_IN -> elsewhere;
      case STEP_OVER -> frame.depth() < stepDepth || (frame.depth() == stepDepth && elsewhere);
      case STEP_OUT -> frame.depth() < stepDepth;
      case RUN, PAUSE -> false;
    };
  }

  /** A method returns; a step that began in it ends in its caller, on the line of the call. */
  void leave(Frame frame) {
    top = frame.caller();
    if (!isWatched() || undisturbed || frame.depth() > stepDepth || mode == Mode.PAUSE) {
      return;
    }
    if (!frames().isEmpty()) {
      stop("step", null);
    } else if (main && mode != Mode.STEP_OUT) {
      mode = Mode.STEP_IN; // on to the cell's next snippet, which runs on another thread
      stepFrame = null;
    } else {
      mode = Mode.RUN;
    }
  }

  /** An exception leaves a method; a step that began in it ends where the exception is caught. */
  void unwind(Frame frame) {
    top = frame.caller();
    if (isWatched() && frame.depth() <= stepDepth) {
      stepDepth = frame.depth() - 1;
      stepFrame = null;
      if (top == null) {
        mode = Mode.RUN;
      }
    }
  }

  /** An exception passes through a frame; it is looked at once, in the innermost of them. */
  void thrown(Frame frame, Throwable exception) {
    if (passing.refersTo(exception) || exception instanceof CellStopped || undisturbed) {
      return;
    }
    passing = new WeakReference<>(exception);
    if (frame.line() > 0 && !isStopping() && debugger.stopsFor(frame, exception)) {
      stop("exception", exception);
    }
  }

  private void stop(String reason, Throwable exception) {
    debugger.stops().stop(this, reason, exception);
  }

  /** The frames of the user's code, innermost first. */
  List<Frame> frames() {
    var frames = new ArrayList<Frame>();
    for (Frame frame = top; frame != null; frame = frame.caller()) {
      if (frame.line() > 0) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** Says what to stop for next; from where it is stopped now, or anywhere for a pause. */
  void go(Mode next) {
    if (next != Mode.PAUSE) {
      stepFrame = frames().isEmpty() ? null : frames().getFirst();
      stepLine = stepFrame == null ? 0 : stepFrame.line();
      stepDepth = stepFrame == null ? Integer.MAX_VALUE : stepFrame.depth();
    }
    mode = next;
  }
}
