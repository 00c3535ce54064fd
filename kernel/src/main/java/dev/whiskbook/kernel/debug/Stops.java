package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.StopCheck;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where threads wait that are stopped. One at a time is shown to the user; another that comes to a
 * breakpoint meanwhile waits for its turn, which comes when the first goes on, in whatever way: it
 * may be what the first will wait for.
 */
final class Stops {

  /**
   * A thread that is stopped.
   *
   * @param number the how-manieth stop it is, from 1
   * @param reason {@code breakpoint}, {@code step}, {@code pause} or {@code exception}, as the
   *     protocol has it
   * @param frames its stack, innermost first
   * @param exception what passes, or null
   */
  record Stop(
      int number, DebuggedThread thread, String reason, List<Frame> frames, Throwable exception) {}

  /** Hears of stops, on the thread that stops. */
  interface Listener {
    void stopped(Stop stop);

    void continued(DebuggedThread thread);
  }

  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private int last;
  private boolean open;
  private Stop current;

  Stops(Listener listener) {
    this.listener = listener;
  }

  /** From now on threads stop. */
  void open() {
    lock.lock();
    try {
      open = true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets all threads go on, and none stop any more. */
  void close() {
    lock.lock();
    try {
      open = false;
      release();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops the running thread until it is told to go on, or its cell to end.
   *
   * @throws dev.whiskbook.kernel.jshell.CellStopped if its cell is to end
   */
  void stop(DebuggedThread thread, String reason, Throwable exception) {
    boolean interrupted = false;
    lock.lock();
    try {
      Stop stop = null;
      while (open && !thread.isStopping()) {
        if (stop == null && current == null) {
          stop = new Stop(++last, thread, reason, thread.frames(), exception);
          thread.go(DebuggedThread.Mode.RUN);
          current = stop;
          listener.stopped(stop);
        }
        try {
          changed.await();
        } catch (InterruptedException _) {
          interrupted = true; // by the end of its cell, or by the user's code, to be told later
        }
        if (stop != null && !isShown(thread)) {
          return;
        }
      }
      if (stop != null && isShown(thread)) {
        release();
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    StopCheck.check();
  }

  private boolean isShown(DebuggedThread thread) {
    return current != null && current.thread() == thread;
  }

  /** The thread that is stopped, or null. */
  Stop current() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the stopped thread go on. */
  void resume(DebuggedThread.Mode mode) {
    lock.lock();
    try {
      if (current == null) {
        throw new DebugException("Nothing is stopped.");
      }
      current.thread().go(mode);
      release();
    } finally {
      lock.unlock();
    }
  }

  /** Has stopped threads look whether their cell is to end. */
  void recheck() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    if (current != null) {
      DebuggedThread thread = current.thread();
      current = null;
      listener.continued(thread);
    }
    changed.signalAll();
  }
}
