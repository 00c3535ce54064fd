package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets workers through as OpenWhisk's two throttles allow. The number at once is halved when the
 * server finds it too high and grows again by one for each full round that went well. The budget of
 * a minute is a window aligned to the server's clock minute, and rejected invocations are charged,
 * too (RateThrottler.scala): so the next minute is waited for instead of trying in between.
 */
final class Gate {
  private static final long MINUTE_MS = 60_000;
  private static final long JITTER_MS = 250;

  private final int most;
  private final int perMinute;
  private final long clockOffsetMs;
  private final Consumer<Event.Waiting> waiting;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below guarded by the lock.
  private int atOnce;
  private int inFlight;
  private int wentWell;
  private long closedUntilMs;
  private long minute;
  private int usedInMinute;

  /**
   * @param most how many at once at the best
   * @param perMinute how many in a minute of the server's clock
   * @param clockOffsetMs the server's clock minus ours
   */
  Gate(int most, int perMinute, long clockOffsetMs, Consumer<Event.Waiting> waiting) {
    this.most = most;
    this.atOnce = most;
    this.perMinute = perMinute;
    this.clockOffsetMs = clockOffsetMs;
    this.waiting = waiting;
  }

  /** Waits until one more invocation may be sent. Each must be followed by {@link #leave}. */
  void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long closedForMs = closedUntilMs - System.currentTimeMillis();
        if (closedForMs > 0) {
          changed.await(closedForMs, TimeUnit.MILLISECONDS);
        } else if (inFlight >= atOnce) {
          changed.await();
        } else if (budgetLeft()) {
          inFlight++;
          usedInMinute++;
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** An invocation is over. */
  void leave() {
    lock.lock();
    try {
      inFlight--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** An invocation was let in and done. */
  void wentWell() {
    lock.lock();
    try {
      if (atOnce < most && ++wentWell >= atOnce) {
        wentWell = 0;
        atOnce++;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The server says that the budget of its minute is used up. */
  void minuteFull(long restMs) {
    lock.lock();
    try {
      closeFor(restMs, "the budget of this minute is used up");
    } finally {
      lock.unlock();
    }
  }

  /** The server says that too many are in flight. */
  void tooManyAtOnce() {
    lock.lock();
    try {
      // In flight now, not the limit: a burst of refusals must count as one.
      atOnce = Math.max(1, Math.min(atOnce, (inFlight + 1) / 2));
      wentWell = 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean budgetLeft() {
    long serverMs = System.currentTimeMillis() + clockOffsetMs;
    long now = serverMs / MINUTE_MS;
    if (now != minute) {
      minute = now;
      usedInMinute = 0;
    }
    if (usedInMinute < perMinute) {
      return true;
    }
    closeFor(
        MINUTE_MS - serverMs % MINUTE_MS,
        "%,d invocations a minute are allowed".formatted(perMinute));
    return false;
  }

  private void closeFor(long ms, String why) {
    long until = System.currentTimeMillis() + ms + ThreadLocalRandom.current().nextLong(JITTER_MS);
    if (until > closedUntilMs + JITTER_MS) {
      closedUntilMs = until;
      waiting.accept(new Event.Waiting(why, ms));
    }
    changed.signalAll();
  }
}
