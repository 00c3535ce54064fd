package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * The time that a {@link Gate} goes by: ours, or one that runs as many times faster as the
 * server's.
 *
 * @param startMs when both were the same, in milliseconds since the epoch
 * @param speed how many of its minutes pass in one of ours
 */
record GateClock(long startMs, int speed) {
  static final GateClock SYSTEM = new GateClock(0, 1);

  static GateClock of(long startMs, int speed) {
    return speed == 1 ? SYSTEM : new GateClock(startMs, speed);
  }

  /** Milliseconds since the epoch. */
  long nowMs() {
    return startMs + (System.currentTimeMillis() - startMs) * speed;
  }

  /** So many of this clock's milliseconds in ours, at least one. */
  long ours(long ms) {
    return Math.ceilDiv(ms, speed);
  }

  /** Waits for a condition at most so many of this clock's milliseconds. */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop
  void await(Condition condition, long ms) throws InterruptedException {
    var _ = condition.await(ours(ms), TimeUnit.MILLISECONDS);
  }
}
