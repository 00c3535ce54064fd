package dev.whiskbook.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Work that can wait until the user thinks: done once no cell has run for a moment, so that it
 * takes no processor from cells that follow each other, and from what they measure. All fields are
 * guarded by this.
 */
final class IdleTasks implements AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private ScheduledThreadPoolExecutor timer;
  private ScheduledFuture<?> due;
  private boolean closed;

  /** Adds work; it is due at the earliest a moment after the end of the running cell. */
  synchronized void add(Runnable task) {
    tasks.add(task);
  }

  synchronized void cellBegins() {
    if (due != null) {
      due.cancel(false);
      due = null;
    }
  }

  synchronized void cellEnded() {
    if (!tasks.isEmpty() && !closed) {
      if (timer == null) {
        timer =
            new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("idle").factory());
      }
      due = timer.schedule(this::runAll, QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized Runnable next() {
    return tasks.poll();
  }

  /** Drops what has not been done. */
  @Override
  public synchronized void close() {
    closed = true;
    tasks.clear();
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
