package dev.whiskbook.standalone.container;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time limits of work that has mostly ended long before. The one thread that keeps them is woken
 * only for a limit that is earlier than when it will look again by itself; a timed wait of a
 * virtual thread wakes another thread twice, which costs more than a short activation does.
 */
public final class Deadlines {
  private static final System.Logger LOG = System.getLogger(Deadlines.class.getName());

  /** A time limit that is set. */
  public static final class Deadline {
    private final long atNanos;
    private final long sequence; // tells two of the same time apart
    private final Runnable passed;

    private Deadline(long atNanos, long sequence, Runnable passed) {
      this.atNanos = atNanos;
      this.sequence = sequence;
      this.passed = passed;
    }

    /** The work has ended; of no effect if the limit has passed already. */
    public void cancel() {
      ALL.remove(this);
    }
  }

  private static final Deadlines ALL = new Deadlines();

  private final ReentrantLock lock = new ReentrantLock(); // guards all below
  private final Condition earlier = lock.newCondition();
  private final TreeSet<Deadline> pending =
      new TreeSet<>(
          Comparator.comparingLong((Deadline d) -> d.atNanos).thenComparingLong(d -> d.sequence));
  private final long originNanos = System.nanoTime();
  private long looksAgainAt = Long.MAX_VALUE;
  private long lastSequence;
  private boolean started;

  private Deadlines() {}

  /**
   * Has {@code passed} done after {@code limit}, unless it is cancelled before.
   *
   * @param passed must be short: the limits that come after it wait for it
   */
  public static Deadline in(Duration limit, Runnable passed) {
    return ALL.add(limit.toNanos(), passed);
  }

  private Deadline add(long limitNanos, Runnable passed) {
    lock.lock();
    try {
      var deadline = new Deadline(nanos() + limitNanos, ++lastSequence, passed);
      pending.add(deadline);
      if (deadline.atNanos < looksAgainAt) {
        looksAgainAt = deadline.atNanos;
        earlier.signal();
      }
      if (!started) {
        started = true;
        Thread.ofPlatform().daemon().name("deadlines").start(this::keep);
      }
      return deadline;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Deadline deadline) {
    lock.lock();
    try {
      pending.remove(deadline);
    } finally {
      lock.unlock();
    }
  }

  private void keep() {
    while (true) {
      Deadline next = awaitNext();
      try {
        next.passed.run();
      } catch (RuntimeException e) {
        LOG.log(ERROR, "A time limit could not be kept", e);
      }
    }
  }

  private Deadline awaitNext() {
    lock.lock();
    try {
      while (true) {
        if (!pending.isEmpty() && pending.getFirst().atNanos <= nanos()) {
          return pending.removeFirst();
        }
        looksAgainAt = pending.isEmpty() ? Long.MAX_VALUE : pending.getFirst().atNanos;
        earlier.awaitNanos(looksAgainAt - nanos());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  /** Since this class was loaded, so that sums do not overflow. */
  private long nanos() {
    return System.nanoTime() - originNanos;
  }
}
