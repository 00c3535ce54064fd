package dev.whiskbook.whisk.internal.fanout;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time limit of one action number: interrupts the thread that made it, unless closed before.
 * Whatever that thread waits for then ends: a throttle, a pause, a socket (JEP 444), a record.
 */
final class Deadline implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final ScheduledFuture<?> alarm;
  // Guarded by this.
  private boolean over;
  private boolean expired;

  Deadline(ScheduledExecutorService timer, Duration limit) {
    alarm = timer.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void expire() {
    if (!over) {
      expired = true;
      thread.interrupt();
    }
  }

  synchronized boolean hasExpired() {
    return expired;
  }

  /** From here on the thread is not interrupted, nor left so: it has other numbers to do. */
  @Override
  public synchronized void close() {
    over = true;
    alarm.cancel(false);
    if (expired) {
      Thread.interrupted();
    }
  }
}
