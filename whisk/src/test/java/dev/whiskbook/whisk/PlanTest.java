package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A plan")
class PlanTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @DisplayName("without earlier runs promises neither time nor cost")
  void first() {
    try (Whisk whisk = server.connect()) {
      Plan plan = whisk.fanOut("pi").plan(10);

      assertTrue(plan.blocking());
      assertEquals(256, plan.memoryMb());
      assertTrue(plan.cost().isEmpty());
      assertTrue(plan.expectedWall().isEmpty());
      assertFalse(plan.toString().contains("GB·s"));
      assertEquals(0, server.invocations.get());
    }
  }

  @Test
  @DisplayName("with earlier runs says how long it will take and what it will cost")
  void second() throws Exception {
    try (Journal journal = Journal.at(folder.resolve("journal.db"));
        Whisk whisk = Whisk.connect(server::target, journal)) {
      whisk.fanOut("pi").run(5); // 20 ms of initialisation and 10 ms each, says the server

      Plan plan = whisk.fanOut("pi").concurrency(4).price(2).plan(40);

      assertEquals(OptionalLong.of(30), plan.serviceMs());
      assertEquals(Duration.ofMillis(300), plan.expectedWall().orElseThrow());
      assertEquals(1.0, plan.gbSeconds().orElseThrow(), 1e-9); // 40 × 0.1 s × 0.25 GB
      assertEquals(2.0, plan.cost().orElseThrow(), 1e-9);
      assertTrue(plan.toString().contains("by earlier runs 30 ms each"), plan.toString());
    }
  }

  @Test
  @DisplayName("does not wait for each result where that would take longer than an invocation may")
  void notBlocking() {
    Plan slow = plan(OptionalLong.of(50_000), 9);

    assertEquals("about 8 min", slow.forecast().orElseThrow());
    assertTrue(slow.toString().contains("not blocking"), slow.toString());
  }

  @Test
  @DisplayName("names all arguments that are too big, by their action numbers")
  void tooBig() {
    try (Whisk whisk = server.connect()) {
      FanOut fanOut =
          whisk.fanOut("pi").args((i, n) -> Map.of("x", "y".repeat(i % 2 == 0 ? 1 : 1 << 20)));

      WhiskException refused = assertThrows(WhiskException.class, () -> fanOut.plan(6));

      assertTrue(refused.getMessage().contains("actions 1, 3, 5"), refused.getMessage());
      assertTrue(refused.getMessage().contains("1,048,576"), refused.getMessage());
    }
  }

  private static Plan plan(OptionalLong serviceMs, int waves) {
    return new Plan("slow", 90, 10, waves, 180, 2, 60, 1, 256, 0, serviceMs, false, 1);
  }
}
