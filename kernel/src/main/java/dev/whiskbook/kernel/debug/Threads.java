package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.CellExecution;
import java.util.ArrayList;
import java.util.List;

/** The threads that have come through code with probes. */
final class Threads {

  /** The thread that runs the cell: what front ends take for the only one. */
  static final int MAIN = 1;

  private final Debugger debugger;

  // All guarded by this.
  private final List<DebuggedThread> threads = new ArrayList<>();
  private DebuggedThread main;
  private int lastId = MAIN;
  private int pruneAt = 64;

  Threads(Debugger debugger) {
    this.debugger = debugger;
  }

  /** The running thread, which comes into code with probes for the first time. */
  synchronized DebuggedThread begin(MethodSites method) {
    Thread running = Thread.currentThread();
    CellExecution execution = CellContext.ofThread().map(CellContext::execution).orElse(null);
    if (method.isTopLevel() && execution != null) {
      return main(execution, method);
    }
    if (threads.size() >= pruneAt) {
      threads.removeIf(thread -> !thread.isAlive());
      pruneAt = Math.max(64, 2 * threads.size());
    }
    String name = running.getName().isEmpty() ? "thread " + running.threadId() : running.getName();
    var thread = new DebuggedThread(debugger, ++lastId, name, running, execution, false);
    threads.add(thread);
    return thread;
  }

  private DebuggedThread main(CellExecution execution, MethodSites method) {
    if (main == null || main.execution() != execution) {
      boolean free = main == null || !main.isAlive();
      if (!free) {
        threads.add(main); // a cell of a subshell, or one that was left behind
      }
      int id = free ? MAIN : ++lastId;
      String name = "cell " + method.origin().cell();
      main = new DebuggedThread(debugger, id, name, Thread.currentThread(), execution, true);
    }
    return main;
  }

  /**
   * The thread of this number, else all; that of the cell also while it is between two snippets.
   */
  synchronized List<DebuggedThread> named(int id) {
    if (main != null && main.id() == id) {
      return List.of(main);
    }
    List<DebuggedThread> alive = alive();
    List<DebuggedThread> named = alive.stream().filter(thread -> thread.id() == id).toList();
    return named.isEmpty() ? alive : named;
  }

  /** Those that are alive, that of the cell first. */
  synchronized List<DebuggedThread> alive() {
    var alive = new ArrayList<DebuggedThread>();
    if (main != null && main.isAlive()) {
      alive.add(main);
    }
    threads.stream().filter(DebuggedThread::isAlive).forEach(alive::add);
    return alive;
  }
}
