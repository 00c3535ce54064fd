package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fan-out in the background")
class RunningFanOutTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void close() {
    go.countDown();
    whisk.close();
    server.close();
  }

  @Test
  @DisplayName("gives its results as they come")
  void streams() throws Exception {
    server.invocation =
        args -> {
          if (args.path("i").intValue() == 0) {
            go.await();
          }
          return server.success(args);
        };

    RunningFanOut running = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).start(10);

    List<Integer> early = running.stream().limit(9).map(ActionResult::i).sorted().toList();
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), early);
    assertFalse(running.isDone());
    go.countDown();
    assertEquals(10, running.await().values().size());
    assertEquals(10, running.stream().count());
    assertEquals(10, running.progress().done());
  }

  @Test
  @DisplayName("ends when it is cancelled, and keeps what was done")
  void cancels() throws Exception {
    server.invocation =
        args -> {
          if (args.path("i").intValue() >= 4) {
            go.await();
          }
          return server.success(args);
        };
    RunningFanOut running = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).start(10);
    assertEquals(4, running.stream().limit(4).count());

    running.cancel();
    Run run = running.await();

    assertEquals(4, run.values().size());
    assertTrue(run.missing().stream().allMatch(m -> m.status() == Status.CANCELLED));
    assertEquals(running.id(), run.id());
  }

  @Test
  @DisplayName("tells its trouble to whoever waits for it")
  void fails() {
    RunningFanOut running = whisk.fanOut("nosuch").start(3);

    assertThrows(WhiskException.class, running::await);
    assertEquals(0, running.stream().count());
    assertTrue(running.run().isEmpty());
  }
}
