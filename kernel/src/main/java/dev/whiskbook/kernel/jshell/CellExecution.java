package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.Registration;
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
 *                           ├──────0.3 s────────► what it waits for is closed
 *                           └──────2 s──────────► abandoned (the code may still run)
 * </pre>
 *
 * A stop that comes between two pieces is kept and ends the next before it begins. A stop reaches
 * all that the cell has started, see {@link CellThreads}, and not what earlier cells left running.
 */
public final class CellExecution {

  /** How long code may go on after it was told to stop before what it waits for is closed. */
  private static final Duration GENTLE = Duration.ofMillis(300);

  /** How long code may go on after it was told to stop before the session gives it up. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CellThreads threads;
  private final StopActions atOnce = new StopActions();
  private final StopActions ifItStillWaits = new StopActions();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean stopping;
  private volatile String abandoned;

  public CellExecution(String name) {
    threads = new CellThreads(name);
  }

  public boolean isStopping() {
    return stopping;
  }

  /** Whether code of this cell went on after it was told to stop, and was given up. */
  public boolean isAbandoned() {
    return abandoned != null;
  }

  /** What code that was given up was doing, as the end of a sentence. */
  public String abandonedIn() {
    return abandoned;
  }

  /** The threads that the cell has started. */
  CellThreads threads() {
    return threads;
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
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    threads.interrupt();
    atOnce.run();
  }

  /**
   * Has something done, once, when the cell is told to stop; at once if it was already. On a thread
   * of its own.
   */
  public Registration onStop(Runnable action) {
    Registration registration = atOnce.add(action);
    if (stopping) {
      atOnce.run();
    }
    return registration;
  }

  /**
   * Has something done, once, if the cell still runs a moment after it was told to stop: that ends
   * a wait which no interrupt reaches, such as the closing of a socket.
   */
  Registration ifItStillWaits(Runnable action) {
    return ifItStillWaits.add(action);
  }

  /**
   * The cell has ended. The stop checks go on for as long as something that it started, or that was
   * left behind, still runs code of cells.
   */
  public void ended() {
    if (stopping) {
      if (threads.isAnyInCells()) {
        Thread.ofPlatform().daemon().name(threads.name() + " stopping").start(this::awaitThreads);
      } else {
        StopCheck.stopEnded();
      }
    }
  }

  private void awaitThreads() {
    try {
      threads.awaitThoseInCells();
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the JVM.
    }
    StopCheck.stopEnded();
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
    Thread thread = threads.start(piece);
    await(piece, thread);
    if (piece.thrown != null) {
      throw piece.thrown;
    }
    return piece.value;
  }

  private void await(Piece<?> piece, Thread thread) throws InterruptedException {
    lock.lock();
    try {
      while (!piece.done && !stopping) {
        changed.await();
      }
      if (!awaitDone(piece, GENTLE)) {
        ifItStillWaits.run();
        threads.interrupt();
        if (!awaitDone(piece, PATIENCE.minus(GENTLE))) {
          abandoned = CellThreads.whatDoes(thread);
          throw new CellStopped();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitDone(Piece<?> piece, Duration time) throws InterruptedException {
    long left = time.toNanos();
    while (!piece.done && left > 0) {
      left = changed.awaitNanos(left);
    }
    return piece.done;
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
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
