package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.Registration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be done, once each, when a cell is stopped. */
final class StopActions {

  /** One action; a class and not a record, for the same Runnable may be added twice. */
  private static final class Action {
    private final Runnable work;

    Action(Runnable work) {
      this.work = work;
    }
  }

  private final Set<Action> actions = ConcurrentHashMap.newKeySet();

  Registration add(Runnable work) {
    var action = new Action(work);
    actions.add(action);
    return () -> actions.remove(action);
  }

  /** Starts all that were added and not started yet; returns at once. */
  void run() {
    for (Action action : List.copyOf(actions)) {
      if (actions.remove(action)) {
        Thread.ofVirtual().name("stopping a cell").start(() -> run(action));
      }
    }
  }

  private static void run(Action action) {
    try {
      action.work.run();
    } catch (RuntimeException e) { // one that fails must not keep the others from stopping
      System.getLogger(StopActions.class.getName())
          .log(System.Logger.Level.WARNING, "What was to be done for an interrupt failed", e);
    }
  }
}
