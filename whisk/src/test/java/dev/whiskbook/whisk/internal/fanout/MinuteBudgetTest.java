package dev.whiskbook.whisk.internal.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against OpenWhisk's own throttle, over hours that pass in a moment. */
@DisplayName("The budget of a minute")
class MinuteBudgetTest {
  private static final int PER_MINUTE = 60;

  @ParameterizedTest
  @ValueSource(longs = {0, 999, -999, 500, -500})
  @DisplayName("is never overdrawn, however far the server's clock is from where we think it is")
  void neverRejected(long errorMs) {
    var random = new SplittableRandom(errorMs);
    var budget = new MinuteBudget(PER_MINUTE, 0);
    Map<Long, Integer> server = new HashMap<>();
    long nowMs = 1_800_000_000_000L + random.nextLong(60_000);
    long startMs = nowMs;
    for (int sent = 0; sent < 1_000; ) {
      long waitMs = budget.take(nowMs);
      if (waitMs > 0) {
        nowMs += waitMs;
        continue;
      }
      int count = server.merge(Math.floorDiv(nowMs + errorMs, 60_000L), 1, Integer::sum);
      assertTrue(count <= PER_MINUTE, "rejected: number " + count + " of its minute");
      sent++;
      nowMs += random.nextLong(2_000); // sometimes slower than allowed, so that turns are crossed
    }
    assertEquals(1_000, server.values().stream().mapToInt(Integer::intValue).sum());
    // Not slower than need be: two seconds around each turn are all that may be lost.
    assertTrue(nowMs - startMs < 1_000 / PER_MINUTE * 62_000L + 120_000, nowMs - startMs + " ms");
  }
}
