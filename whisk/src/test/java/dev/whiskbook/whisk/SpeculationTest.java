package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A second attempt for a straggler")
class SpeculationTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  private final Map<Integer, Integer> calls = new ConcurrentHashMap<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    whisk.close();
    server.close();
  }

  @Test
  @DisplayName("gives the result when the first one hangs, and both are accounted for")
  void wins() throws Exception {
    server.invocation =
        args -> {
          int i = args.path("i").intValue();
          if (calls.merge(i, 1, Integer::sum) == 1 && i == 3) {
            never.await();
          }
          return server.success(args);
        };

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).speculate().run(40);

    assertEquals(40, run.values().size());
    ActionResult straggler = run.results().get(3);
    List<Attempt> attempts = straggler.attempts();
    assertEquals(List.of(1, 2), attempts.stream().map(Attempt::attempt).toList());
    assertEquals(Status.CANCELLED, attempts.get(0).status());
    assertEquals("another attempt was faster", attempts.get(0).error());
    assertEquals(Status.SUCCESS, attempts.get(1).status());
    assertEquals(3, straggler.value().orElseThrow().path("i").intValue());
    // One more if the machine stalls while the other of the last two is on its way.
    int all = run.attempts().size();
    assertTrue(all == 41 || all == 42, all + " attempts");
    assertEquals(all, run.results().stream().mapToInt(r -> r.attempts().size()).sum());
  }

  @Test
  @DisplayName("that fails does not take the first one's chance")
  void loses() throws Exception {
    CountDownLatch secondCame = new CountDownLatch(1);
    server.invocation =
        args -> {
          int i = args.path("i").intValue();
          if (i == 3 && calls.merge(i, 1, Integer::sum) == 2) {
            secondCame.countDown();
            return FakeOpenWhisk.error(500, "There was an internal server error.").build();
          }
          if (i == 3) {
            secondCame.await();
          }
          return server.success(args);
        };

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).speculate().run(40);

    assertEquals(40, run.values().size());
    assertTrue(run.results().get(3).ok());
  }

  @Test
  @DisplayName("is made for the last twentieth at the most")
  void bounded() throws Exception {
    Run run = whisk.fanOut("pi").speculate().run(300);

    assertEquals(300, run.values().size());
    assertTrue(run.attempts().size() <= 315, run.attempts().size() + " attempts");
  }
}
