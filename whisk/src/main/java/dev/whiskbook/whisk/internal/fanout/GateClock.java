package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time that a {@link Gate} goes by; a test's may run faster. */
interface GateClock {
  GateClock SYSTEM =
      new GateClock() {
        @Override
        public long nowMs() {
          return System.currentTimeMillis();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller's loop
        public void await(Condition condition, long ms) throws InterruptedException {
          var _ = condition.await(ms, TimeUnit.MILLISECONDS);
        }
      };

  /** Milliseconds since the epoch. */
  long nowMs();

  /** Waits for a condition at most so many of this clock's milliseconds. */
  void await(Condition condition, long ms) throws InterruptedException;
}
