package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that waits for a session to be idle")
class IdleTasksTest {

  private final IdleTasks tasks = new IdleTasks();

  @Test
  @DisplayName("is done once, after the cell that comes next")
  void afterTheNextCell() throws InterruptedException {
    var done = new CountDownLatch(1);
    var times = new AtomicInteger();
    tasks.cellBegins();
    tasks.addAfterCell(
        () -> {
          times.incrementAndGet();
          done.countDown();
        });
    tasks.cellEnded();
    assertTrue(done.await(200, TimeUnit.SECONDS));
    tasks.cellBegins();
    tasks.cellEnded();
    tasks.close();
    assertEquals(1, times.get());
  }

  @Test
  @DisplayName("does not wait for a cell that does not come")
  void withoutACell() throws InterruptedException {
    var done = new CountDownLatch(1);
    tasks.addAfterCell(done::countDown);
    assertTrue(done.await(200, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("comes after what the next cells want")
  void inOrder() throws InterruptedException {
    var done = new CountDownLatch(2);
    var order = new CopyOnWriteArrayList<String>();
    tasks.cellBegins();
    tasks.add(
        () -> {
          order.add("idle");
          done.countDown();
        });
    tasks.addAfterCell(
        () -> {
          order.add("next");
          done.countDown();
        });
    tasks.cellEnded();
    assertTrue(done.await(200, TimeUnit.SECONDS));
    assertEquals(List.of("next", "idle"), order);
  }
}
