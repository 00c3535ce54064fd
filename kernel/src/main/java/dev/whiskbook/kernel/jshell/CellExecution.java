package dev.whiskbook.kernel.jshell;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The running of one cell's own code. Each piece (a snippet, a magic) runs on a thread of its own
 * in the cell's thread group, while the thread that executes the cell waits: so an interrupt never
 * reaches the compiler, and code that cannot be stopped is left behind on its thread with the
 * session usable.
 *
 * <pre>
 *   running ──stop()──► stopping ──code ended──► stopped
 *                           └──────2 s──────────► abandoned (the code may still run)
 * </pre>
 *
 * A stop that comes between two pieces is kept and ends the next before it begins.
 */
public final class CellExecution {

  /** How long code may go on after it was told to stop before the session gives it up. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ThreadGroup threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean stopping;
  private volatile boolean abandoned;

  public CellExecution(String name) {
    threads = new ThreadGroup(name);
  }

  public boolean isStopping() {
    return stopping;
  }

  /** Whether code of this cell went on after it was told to stop, and was given up. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /**
   * Tells the cell's threads to stop. The first call counts; later ones interrupt again what still
   * waits.
   */
  public void stop() {
    lock.lock();
    try {
      if (!stopping) {
        stopping = true;
        StopCheck.stopBegins();
      }
      threads.interrupt();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The cell has ended, and with it the need for stop checks; code that was left behind needs them
   * until it ends.
   */
  public void ended() {
    if (stopping && !abandoned) {
      StopCheck.stopEnded();
    }
  }

  /**
   * Runs a piece of the cell's code and waits for it.
   *
   * @throws CellStopped if the cell was told to stop, before or meanwhile
   * @throws Throwable what the code threw
   */
  public <T> T call(Callable<T> code) throws Throwable {
    if (stopping) {
      throw new CellStopped();
    }
    var piece = new Piece<>(code);
    var thread = new Thread(threads, piece, threads.getName());
    thread.setDaemon(true);
    thread.start();
    await(piece);
    if (piece.thrown != null) {
      throw piece.thrown;
    }
    return piece.value;
  }

  private void await(Piece<?> piece) throws InterruptedException {
    lock.lock();
    try {
      long patience = PATIENCE.toNanos();
      while (!piece.done) {
        if (!stopping) {
          changed.await();
        } else if (patience > 0) {
          patience = changed.awaitNanos(patience);
        } else {
          abandoned = true;
          throw new CellStopped();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** One piece of code on its thread; its fields are guarded by the lock. */
  private final class Piece<T> implements Runnable {
    private final Callable<T> code;
    private T value;
    private Throwable thrown;
    private boolean done;

    Piece(Callable<T> code) {
      this.code = code;
    }

    @Override
    public void run() {
      T result = null;
      Throwable failure = null;
      try {
        result = code.call();
      } catch (Throwable t) { // user code may throw anything, errors among it
        failure = t;
      }
      lock.lock();
      try {
        value = result;
        thrown = failure;
        done = true;
        if (abandoned) {
          StopCheck.stopEnded();
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
