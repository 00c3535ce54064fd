package dev.whiskbook.standalone.control;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/** Runs the collection of idle containers when the first falls due: one task, no polling. */
final class IdleCollector implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("idle-containers").factory());
  private final AtomicBoolean armed = new AtomicBoolean();
  private final long timeoutNanos;
  private final LongFunction<Optional<Long>> collect;

  /**
   * Calls {@code collect} with the {@link System#nanoTime} up to which idle containers are too old;
   * it answers since when the oldest remaining one is idle.
   */
  IdleCollector(Duration timeout, LongFunction<Optional<Long>> collect) {
    this.timeoutNanos = timeout.toNanos();
    this.collect = collect;
  }

  /** To be called when a container has become idle. */
  void arm() {
    if (!armed.get() && armed.compareAndSet(false, true)) {
      schedule(timeoutNanos);
    }
  }

  private void schedule(long delayNanos) {
    if (!timer.isShutdown()) {
      var _ = timer.schedule(this::run, delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void run() {
    armed.set(false);
    long now = System.nanoTime();
    collect
        .apply(now - timeoutNanos)
        .filter(since -> armed.compareAndSet(false, true))
        .ifPresent(since -> schedule(since + timeoutNanos - now));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
