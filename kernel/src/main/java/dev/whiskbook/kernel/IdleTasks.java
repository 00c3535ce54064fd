package dev.whiskbook.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Work that takes no processor from cells: done once no cell has run for a moment, when the user
 * thinks; or, where later cells will want it, as soon as the next cell has ended. All fields are
 * guarded by this.
 */
final class IdleTasks implements AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> afterCell = new ArrayDeque<>();
  private ScheduledThreadPoolExecutor timer;
  private ScheduledFuture<?> due;
  private int cellsRunning;
  private boolean closed;

  /** Adds work; it is due at the earliest a moment after the end of the running cell. */
  synchronized void add(Runnable task) {
    tasks.add(task);
  }

  /** Adds work that is due at the end of the next cell, or a moment from now if none comes. */
  synchronized void addAfterCell(Runnable task) {
    afterCell.add(task);
    if (cellsRunning == 0) {
      schedule(this::runAfterCell, QUIET);
    }
  }

  synchronized void cellBegins() {
    cellsRunning++;
    if (due != null) {
      due.cancel(false);
      due = null;
    }
  }

  synchronized void cellEnded() {
    cellsRunning--;
    if (!afterCell.isEmpty()) {
      schedule(this::runAfterCell, Duration.ZERO);
    } else if (!tasks.isEmpty() && cellsRunning == 0) {
      schedule(this::runAll, QUIET);
    }
  }

  private void schedule(Runnable work, Duration delay) {
    if (closed) {
      return;
    }
    if (timer == null) {
      timer =
          new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("idle").factory());
    }
    due = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void runAfterCell() {
    run(afterCell);
    synchronized (this) {
      if (!tasks.isEmpty()) {
        schedule(this::runAll, QUIET);
      }
    }
  }

  private void runAll() {
    run(tasks);
  }

  private void run(Queue<Runnable> queue) {
    for (Runnable task = next(queue); task != null; task = next(queue)) {
      task.run();
    }
  }

  private synchronized Runnable next(Queue<Runnable> queue) {
    return queue.poll();
  }

  /** Drops what has not been done. */
  @Override
  public synchronized void close() {
    closed = true;
    tasks.clear();
    afterCell.clear();
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
