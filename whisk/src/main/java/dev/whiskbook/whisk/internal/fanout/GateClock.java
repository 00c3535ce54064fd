package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time that a {@link Gate} goes by. */
interface GateClock {
  /** Ours. */
  static GateClock system() {
    return new Faster(0, 1);
  }

  /**
   * Ours, or one that runs as many times faster as the server's.
   *
   * @param startMs when both were the same, in milliseconds since the epoch
   * @param speed how many of its minutes pass in one of ours
   */
  static GateClock of(long startMs, int speed) {
    return speed == 1 ? system() : new Faster(startMs, speed);
  }

  /** Milliseconds since the epoch. */
  long nowMs();

  /** How many of its minutes pass in one of ours. */
  int speed();

  /** Waits for a condition at most so many of this clock's milliseconds. */
  void await(Condition condition, long ms) throws InterruptedException;

  /** So many of this clock's milliseconds in ours, at least one. */
  default long ours(long ms) {
    return Math.ceilDiv(ms, speed());
  }

  /** The system's clock, or one that runs faster. */
  record Faster(long startMs, int speed) implements GateClock {
    @Override
    public long nowMs() {
      return startMs + (System.currentTimeMillis() - startMs) * speed;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller's loop
    public void await(Condition condition, long ms) throws InterruptedException {
      var _ = condition.await(ours(ms), TimeUnit.MILLISECONDS);
    }
  }
}
