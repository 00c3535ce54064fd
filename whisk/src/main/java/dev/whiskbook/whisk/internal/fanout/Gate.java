package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets workers through as OpenWhisk's two throttles allow. The number at once is halved when the
 * server finds it too high and grows again by one for each full round that went well. The budget of
 * a minute is a window aligned to the server's clock minute, and rejected invocations are charged,
 * too (RateThrottler.scala): so the next minute is waited for instead of trying in between.
 *
 * <p>A server that takes no connections may be restarting. Nothing was sent then, so one invocation
 * at a time tries whether it is back, at growing intervals, and when it is, each that goes well
 * lets one more in.
 */
final class Gate {
  private static final long JITTER_MS = 250;
  private static final long FIRST_OUTAGE_PAUSE_MS = 100;
  private static final long LONGEST_OUTAGE_PAUSE_MS = 2_000;

  private final int most;
  private final MinuteBudget budget;
  private final GateClock clock;
  private final long outagePatienceMs;
  private final Consumer<Event.Waiting> waiting;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below guarded by the lock.
  private int atOnce;
  private int inFlight;
  private int wentWell;
  private long closedUntilMs;
  private volatile long outageSinceMs; // written with the lock
  private long outagePauseMs;
  private boolean recovering;

  /**
   * @param most how many at once at the best
   * @param budget how many in a minute of the server's clock
   * @param outagePatienceMs how long a server may take no connections before that is final
   */
  Gate(
      int most,
      MinuteBudget budget,
      long outagePatienceMs,
      GateClock clock,
      Consumer<Event.Waiting> waiting) {
    this.most = most;
    this.atOnce = most;
    this.budget = budget;
    this.clock = clock;
    this.outagePatienceMs = outagePatienceMs;
    this.waiting = waiting;
  }

  /** Waits until one more invocation may be sent. Each must be followed by {@link #leave}. */
  void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long closedForMs = closedUntilMs - clock.nowMs();
        if (closedForMs > 0) {
          clock.await(changed, closedForMs);
        } else if (inFlight >= atOnce) {
          changed.await();
        } else {
          long waitMs = budget.take(clock.nowMs());
          if (waitMs == 0) {
            inFlight++;
            return;
          }
          closeFor(waitMs, budget.toString());
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
      if (atOnce < most && (recovering || ++wentWell >= atOnce)) {
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
      recovering = false;
    } finally {
      lock.unlock();
    }
  }

  /** The server takes no connection; whether it is worth while to wait for it. */
  boolean unreachable() {
    lock.lock();
    try {
      long now = clock.nowMs();
      long pace = clock.speed(); // the server's throttles run faster, its machine does not
      if (outageSinceMs == 0) {
        outageSinceMs = now;
        outagePauseMs = FIRST_OUTAGE_PAUSE_MS;
      }
      if (now - outageSinceMs > outagePatienceMs * pace) {
        return false;
      }
      atOnce = 1;
      wentWell = 0;
      recovering = true;
      if (closedUntilMs <= now) {
        if (outagePauseMs == FIRST_OUTAGE_PAUSE_MS) {
          waiting.accept(new Event.Waiting("the server takes no connections", outagePatienceMs));
        }
        closedUntilMs = now + outagePauseMs * pace;
        outagePauseMs = Math.min(2 * outagePauseMs, LONGEST_OUTAGE_PAUSE_MS);
        changed.signalAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The server answered, whatever it said. */
  void reached() {
    if (outageSinceMs == 0) {
      return;
    }
    lock.lock();
    try {
      outageSinceMs = 0;
    } finally {
      lock.unlock();
    }
  }

  private void closeFor(long ms, String why) {
    long until = clock.nowMs() + ms + ThreadLocalRandom.current().nextLong(JITTER_MS);
    if (until > closedUntilMs + JITTER_MS) {
      closedUntilMs = until;
      waiting.accept(new Event.Waiting(why, clock.ours(ms)));
    }
    changed.signalAll();
  }
}
