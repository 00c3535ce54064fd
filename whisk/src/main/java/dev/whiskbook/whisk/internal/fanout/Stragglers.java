package dev.whiskbook.whisk.internal.fanout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds the numbers that take conspicuously long: once {@value #DONE_PERCENT} % are done, those
 * that take over {@value #FACTOR} times as long as 95 % of those did (the rule of MapReduce's
 * backup tasks, with a threshold, so that a run of equal times repeats nothing).
 */
final class Stragglers {
  static final int DONE_PERCENT = 95;
  static final int FACTOR = 3;
  // Below this a second attempt would hardly be faster than the first.
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int n;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock: those on their way, and how long the others took.
  private final Set<Flight> flights = new HashSet<>();
  private final long[] durations;
  private int done;

  /** Of a run of n numbers. */
  Stragglers(int n) {
    this.n = n;
    this.durations = new long[n];
  }

  void begins(Flight flight) {
    lock.lock();
    try {
      flights.add(flight);
    } finally {
      lock.unlock();
    }
  }

  void ends(Flight flight) {
    lock.lock();
    try {
      flights.remove(flight);
      durations[done++] = System.nanoTime() - flight.startNanos();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next one; empty when all are done. */
  Optional<Flight> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (done < n) {
        boolean early = done * 100L < n * (long) DONE_PERCENT;
        Optional<Flight> oldest = early ? Optional.empty() : oldestWithoutSecond();
        if (oldest.isEmpty()) {
          changed.await();
          continue;
        }
        long waitNanos = oldest.get().startNanos() + threshold() - System.nanoTime();
        if (waitNanos <= 0) {
          return oldest;
        }
        changed.awaitNanos(waitNanos);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Few are left by now, so that looking at each is cheap. */
  private Optional<Flight> oldestWithoutSecond() {
    return flights.stream()
        .filter(flight -> !flight.hasSecond())
        .min(Comparator.comparingLong(Flight::startNanos));
  }

  private long threshold() {
    long[] sorted = Arrays.copyOf(durations, done);
    Arrays.sort(sorted);
    return Math.max(SHORTEST_NANOS, FACTOR * sorted[(int) (0.95 * (done - 1))]);
  }
}
