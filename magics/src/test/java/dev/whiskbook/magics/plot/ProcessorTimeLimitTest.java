package dev.whiskbook.magics.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessorTimeLimitTest {

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void whatWaitsLongerThanTheLimitWithoutAProcessorIsWaitedFor() throws Exception {
    var never = new CountDownLatch(1);
    var work =
        ProcessorTimeLimit.submit(
            executor, () -> never.await(3, TimeUnit.SECONDS) ? "counted down" : "done");

    assertEquals("done", work.get(Duration.ofSeconds(1)));
  }

  @Test
  void whatComputesLongerThanTheLimitIsNot() {
    var stop = new AtomicBoolean();
    var work =
        ProcessorTimeLimit.submit(
            executor,
            () -> {
              while (!stop.get()) {
                Thread.onSpinWait();
              }
              return "stopped";
            });

    assertThrows(TimeoutException.class, () -> work.get(Duration.ofMillis(100)));

    assertFalse(work.cancelBeforeStart(), "it had started");
    stop.set(true);
  }

  @Test
  void whatHasNotStartedIsTakenBack() throws Exception {
    var first = new CountDownLatch(1);
    var ran = new AtomicBoolean();
    executor.execute(() -> awaitQuietly(first));
    var work = ProcessorTimeLimit.submit(executor, () -> ran.getAndSet(true));

    assertTrue(work.cancelBeforeStart());

    first.countDown();
    executor.submit(() -> "after it").get(200, TimeUnit.SECONDS);
    assertFalse(ran.get());
  }

  @Test
  void whatItThrowsIsPassedOn() {
    var work =
        ProcessorTimeLimit.submit(
            executor,
            () -> {
              throw new IllegalStateException("broken");
            });

    var thrown = assertThrows(ExecutionException.class, () -> work.get(Duration.ofSeconds(200)));

    assertEquals("broken", thrown.getCause().getMessage());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
