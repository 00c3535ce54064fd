package dev.whiskbook.magics.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.SampleRuns;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processor sharing, against cases that are worked by hand and results of queueing theory. */
class ProcessorSharingTest {

  @Test
  @DisplayName("jobs that come and go: each gets its share at each time")
  void byHand() {
    var one = new ProcessorSharing(1);
    one.add(0, 100, 1); // alone until 50: 50 are left
    one.add(50, 30, 2); // both at half the rate: ends at 50 + 2 * 30
    assertEquals(110, one.nextEnd(), 1e-9);
    assertEquals(2, one.end()); // 20 are left of the first
    assertEquals(130, one.nextEnd(), 1e-9);
    assertEquals(1, one.end());
    assertTrue(one.isEmpty());

    one.add(500, 10, 3); // after a time with nothing to do
    assertEquals(510, one.nextEnd(), 1e-9);
  }

  @Test
  @DisplayName("as many jobs as processors do not slow each other down; twice as many take twice")
  void several() {
    var four = new ProcessorSharing(4);
    for (int k = 0; k < 4; k++) {
      four.add(0, 100, k);
    }
    assertEquals(100, four.nextEnd(), 1e-9);
    for (int k = 4; k < 8; k++) {
      four.add(0, 100, k);
    }
    assertEquals(200, four.nextEnd(), 1e-9);
    var without = new ProcessorSharing(Double.POSITIVE_INFINITY);
    without.add(0, 100, 1);
    without.add(10, 100, 2);
    assertEquals(100, without.nextEnd(), 1e-9);
  }

  @Test
  @DisplayName("M/M/1-PS: a job stays E[S] / (1 - rho), twice as long where half is used")
  void exponentialWork() {
    assertEquals(200, meanStay(work -> -100 * Math.log(1 - work)), 8);
  }

  @Test
  @DisplayName("M/D/1-PS: just as long, as it does not depend on the distribution of the work")
  void constantWork() {
    assertEquals(200, meanStay(_ -> 100), 8);
  }

  /** Poisson arrivals every 200 on the mean. */
  private static double meanStay(DoubleUnaryOperator work) {
    var random = new SplittableRandom(7);
    var one = new ProcessorSharing(1);
    int jobs = 200_000;
    double[] arrived = new double[jobs];
    double stayed = 0;
    double time = 0;
    for (int k = 0; k < jobs; k++) {
      time -= 200 * Math.log(1 - random.nextDouble());
      while (!one.isEmpty() && one.nextEnd() <= time) {
        double end = one.nextEnd();
        stayed += end - arrived[(int) one.end()];
      }
      arrived[k] = time;
      one.add(time, work.applyAsDouble(random.nextDouble()), k);
    }
    while (!one.isEmpty()) {
      double end = one.nextEnd();
      stayed += end - arrived[(int) one.end()];
    }
    return stayed / jobs;
  }

  @Test
  @DisplayName("what ran together with an activation is counted over the time that it ran")
  void together() {
    List<Attempt> attempts =
        List.of(ran(0, 0, 100), ran(1, 50, 100), ran(2, 300, 10), ran(3, 400, 0));

    assertArrayEquals(new double[] {1.5, 1.5, 1, 1}, Together.mean(attempts, count -> count), 1e-9);
    assertArrayEquals(
        new double[] {0.75, 0.75, 1, 1},
        Together.mean(attempts, count -> ProcessorSharing.rate(1, count)),
        1e-9);
  }

  private static Attempt ran(int i, long start, long runMs) {
    return SampleRuns.attempt(i, Status.SUCCESS, false, "c" + i, 0, start, 0, runMs, start + runMs);
  }

  @Test
  @DisplayName("events come by time, and of those at one time the smaller first")
  void events() {
    var queue = new EventQueue();
    var random = new SplittableRandom(1);
    for (int k = 0; k < 1_000; k++) {
      queue.add(random.nextInt(100), k);
    }
    double lastTime = -1;
    long last = -1;
    for (int k = 0; k < 1_000; k++) {
      double time = queue.time();
      long event = queue.remove();
      assertTrue(time > lastTime || (time == lastTime && event > last));
      lastTime = time;
      last = event;
    }
    assertTrue(queue.isEmpty());
  }
}
