package dev.whiskbook.magics.plot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on another thread that may take so much of a processor's time. What it waits, for its turn
 * or for a processor of a busy machine, does not count: a limit on the clock's time would end there
 * what is sound.
 *
 * @param <T> what the work makes
 */
final class ProcessorTimeLimit<T> {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final CountDownLatch started = new CountDownLatch(1);
  private final FutureTask<T> task;

  /** Both written before {@link #started} is counted down, and read after it. */
  private long worker;

  private long nanosAtStart;

  private ProcessorTimeLimit(Callable<T> work) {
    task =
        new FutureTask<>(
            () -> {
              worker = Thread.currentThread().threadId();
              nanosAtStart = THREADS.getCurrentThreadCpuTime();
              started.countDown();
              return work.call();
            });
  }

  /** Gives the work to an executor of platform threads; virtual ones have no time of their own. */
  static <T> ProcessorTimeLimit<T> submit(ExecutorService executor, Callable<T> work) {
    var limited = new ProcessorTimeLimit<>(work);
    executor.execute(limited.task);
    return limited;
  }

  /**
   * Waits for the work.
   *
   * @throws TimeoutException if it has taken {@code limit} of a processor's time and goes on
   */
  T get(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
    started.await();
    long left = limit.toNanos();
    while (true) {
      try {
        return task.get(left, TimeUnit.NANOSECONDS); // no thread has more of it than has passed
      } catch (TimeoutException e) {
        left = limit.toNanos() - (THREADS.getThreadCpuTime(worker) - nanosAtStart);
        if (left <= 0) {
          throw e;
        }
      }
    }
  }

  /** Takes the work back, if it has not started yet; whether that was so. */
  boolean cancelBeforeStart() {
    task.cancel(false);
    return started.getCount() > 0;
  }
}
