package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A running estimate")
class EstimateTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  private final CountDownLatch never = new CountDownLatch(1);
  @TempDir Path folder;

  @AfterEach
  void close() {
    never.countDown();
    whisk.close();
    server.close();
  }

  private static double i(JsonNode result) {
    return result.path("i").doubleValue();
  }

  @Test
  @DisplayName("is the mean of the results, with the interval by Student's t")
  void isTheMean() throws Exception {
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).estimate(EstimateTest::i).run(10);

    Estimate estimate = run.estimate().orElseThrow();
    assertEquals(10, estimate.count());
    assertEquals(4.5, estimate.mean(), 1e-12);
    assertEquals(3.0276503540974917, estimate.standardDeviation(), 1e-12);
    // R: qt(0.975, 9) * sd(0:9) / sqrt(10)
    assertEquals(2.16585059, estimate.halfWidth(), 1e-8);
    assertEquals("4.5 ± 2.2 (95 %, 10 results)", estimate.toString());
    assertEquals(RunState.DONE, run.state());
  }

  @Test
  @DisplayName("grows with each result that is shown")
  void grows() throws Exception {
    List<Long> counts = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void finished(ActionResult result, Progress progress) {
            counts.add(progress.estimate().orElseThrow().count());
          }
        };

    whisk
        .fanOut("pi")
        .args((i, n) -> Map.of("i", i))
        .estimate(EstimateTest::i)
        .listener(listener)
        .run(3);

    assertEquals(List.of(1L, 2L, 3L), counts);
  }

  @Test
  @DisplayName("counts each action number once, however often it was tried")
  void countsOnce() throws Exception {
    Map<Integer, Integer> calls = new ConcurrentHashMap<>();
    server.invocation =
        args -> {
          int i = args.path("i").intValue();
          int call = calls.merge(i, 1, Integer::sum);
          if (i % 5 == 0 && call == 1) {
            return FakeOpenWhisk.error(500, "There was an internal server error.").build();
          }
          if (i == 3 && call == 1) {
            never.await(); // until a second attempt is made
          }
          return server.success(args);
        };

    Run run =
        whisk
            .fanOut("pi")
            .args((i, n) -> Map.of("i", i))
            .estimate(EstimateTest::i)
            .speculate()
            .run(40);

    assertTrue(run.attempts().size() > 40);
    assertEquals(40, run.estimate().orElseThrow().count());
    assertEquals(19.5, run.estimate().orElseThrow().mean(), 1e-12);
  }

  @Test
  @DisplayName("that is precise enough ends the run, which says so and can be resumed")
  void stops() throws Exception {
    try (Journal journal = Journal.at(folder.resolve("journal.db"));
        Whisk client = Whisk.connect(server::target, journal)) {
      FanOut fanOut =
          client
              .fanOut("pi")
              .args((i, n) -> Map.of("i", i % 2))
              .concurrency(4)
              .estimate(EstimateTest::i)
              .until(Until.halfWidth(0.1));

      Run run = fanOut.run(10_000);

      // The half width is 0.5 * 1.96 / sqrt(count).
      int ok = run.totals().ok();
      assertTrue(ok > 90 && ok < 200, "ended after " + ok);
      assertEquals(RunState.CONVERGED, run.state());
      assertTrue(run.estimate().orElseThrow().halfWidth() < 0.1);
      assertTrue(run.missing().getFirst().reason().contains("precise enough"));
      assertTrue(run.toString().contains("which was precise enough"), run.toString());
      assertEquals(RunState.CONVERGED, journal.runs().getFirst().state());
      assertEquals(RunState.CONVERGED, journal.run(run.id()).state());
      assertEquals(run.estimate(), journal.run(run.id()).estimate());
      assertEquals(ok, server.invocations.get(), "what had begun was seen to its end");
    }
  }

  @Test
  @DisplayName("is not precise enough before there are 30 results, alike as they may be")
  void needsSome() throws Exception {
    Run run =
        whisk
            .fanOut("pi")
            .args((i, n) -> Map.of("i", 1))
            .concurrency(1)
            .estimate(EstimateTest::i)
            .until(Until.parse("ci<1e-4"))
            .run(100);

    assertTrue(run.totals().ok() >= 30 && run.totals().ok() < 100, run.toString());
  }

  @Test
  @DisplayName("of results that have no number is given up in a sentence, and the run goes on")
  void withoutNumber() throws Exception {
    List<String> warnings = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void warning(String sentence) {
            warnings.add(sentence);
          }
        };

    Run run =
        whisk
            .fanOut("pi")
            .args((i, n) -> Map.of("word", "x"))
            .estimate(result -> result.get("word").doubleValueOpt().orElse(Double.NaN))
            .until(Until.halfWidth(1))
            .listener(listener)
            .run(5);

    assertEquals(5, run.totals().ok());
    assertTrue(run.estimate().isEmpty());
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.getFirst().contains("gives no number"), warnings.toString());
  }

  @Test
  @DisplayName("of a single result is in the journal, too, without an interval")
  void ofOne() throws Exception {
    try (Journal journal = Journal.at(folder.resolve("journal.db"));
        Whisk client = Whisk.connect(server::target, journal)) {
      Run run = client.fanOut("pi").args((i, n) -> Map.of("i", 7)).estimate(EstimateTest::i).run(1);

      assertEquals("7.00000 (1 result)", run.estimate().orElseThrow().toString());
      assertEquals(run.estimate(), journal.run(run.id()).estimate());
    }
  }

  @Test
  @DisplayName("conditions are read from text, and wrong ones are said")
  void conditions() {
    assertEquals(Until.halfWidth(1e-4), Until.parse("ci<1e-4"));
    assertEquals(Until.relativeHalfWidth(0.01), Until.parse(" ci < 1% "));
    for (String wrong : List.of("", "ci", "ci<", "ci<x", "ci<-1", "ci<0", "error<1", "ci<NaN")) {
      assertThrows(IllegalArgumentException.class, () -> Until.parse(wrong), wrong);
    }
    assertThrows(
        IllegalArgumentException.class, () -> whisk.fanOut("pi").until(Until.halfWidth(1)).run(3));
    assertTrue(
        Until.relativeHalfWidth(0.1).holds(new Estimate(50, -10, 1, 0.9, 0.95)), "of its size");
    assertFalse(Until.halfWidth(0.1).holds(new Estimate(50, 1, Double.NaN, Double.NaN, 0.95)));
  }

  @Test
  @DisplayName("how many results a condition needs follows from the interval so far")
  void expectedCount() {
    Estimate twiceAsWide = new Estimate(100, 3, 1, 0.2, 0.95);
    assertEquals(OptionalLong.of(400), Until.halfWidth(0.1).expectedCount(twiceAsWide));
    assertEquals(
        OptionalLong.of(10_000), Until.relativeHalfWidth(0.02 / 3).expectedCount(twiceAsWide));
    assertEquals(OptionalLong.of(30), Until.halfWidth(10).expectedCount(twiceAsWide));
    assertEquals(
        OptionalLong.empty(),
        Until.halfWidth(0.1).expectedCount(new Estimate(1, 3, Double.NaN, Double.NaN, 0.95)));
    assertEquals(
        OptionalLong.empty(),
        Until.relativeHalfWidth(0.1).expectedCount(new Estimate(9, 0, 1, 1, 0.95)));
  }
}
