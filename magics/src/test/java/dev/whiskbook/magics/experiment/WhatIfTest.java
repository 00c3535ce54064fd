package dev.whiskbook.magics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.SampleRuns;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Simulations of which one can say beforehand what must come out. */
class WhatIfTest {

  @Test
  @DisplayName("activations of 100 ms on 10 containers: as many waves of 100 ms as n / 10")
  void waves() {
    Run recorded = run("r1", 40, 4, 100, 0);
    Prediction prediction =
        WhatIf.from(recorded).n(1_000).containers(10).warm(10).concurrency(1_000).run();

    assertEquals(100 * 100, prediction.wallMs(), 150);
    assertEquals(0, prediction.coldStarts());
    assertEquals(1, prediction.utilisation(), 0.03);
    assertTrue(prediction.interval().contains(prediction.wallMs()));
    assertTrue(prediction.summary().startsWith("Simulated"), prediction.summary());
    assertTrue(prediction.table().name().startsWith("simulated"));
  }

  @Test
  @DisplayName("what was recorded is found again: how many ran at once, how long, how many cold")
  void recorded() {
    Recorded recorded = Recorded.of(List.of(run("r1", 40, 4, 100, 30)));

    assertEquals(4, recorded.containers());
    assertEquals(40, recorded.concurrency());
    assertEquals(4, recorded.initMs().length);
    assertEquals(0, recorded.warmShare(), 1e-9);
    assertEquals(36, recorded.runMs().length);
    assertEquals(100, recorded.runMs()[0]);
  }

  @Test
  @DisplayName("each container is initialised once, and that takes what was said")
  void cold() {
    Run recorded = run("r1", 40, 4, 100, 30);
    WhatIf whatIf = WhatIf.from(recorded).n(1_000).containers(50).concurrency(1_000).warm(0);
    double recordedInit = whatIf.run().wallMs();
    Prediction twoSeconds = whatIf.cold(Duration.ofSeconds(2)).run();

    assertEquals(50, twoSeconds.coldStarts());
    assertEquals(2_000 - 30, twoSeconds.wallMs() - recordedInit, 60);
    assertEquals(40, whatIf.warm(10).run().coldStarts());
  }

  @Test
  @DisplayName("a throttle of 100 a minute lets 250 end in the third minute")
  void throttle() {
    Prediction prediction =
        WhatIf.from(run("r1", 40, 4, 100, 0)).n(250).containers(100).warm(100).perMinute(100).run();

    assertEquals(120_000 + 100, prediction.wallMs(), 100);
  }

  @Test
  @DisplayName("with fewer requests in flight than containers, the client holds it up")
  void concurrency() {
    Prediction prediction =
        WhatIf.from(run("r1", 40, 4, 100, 0))
            .n(1_000)
            .containers(100)
            .warm(100)
            .concurrency(5)
            .run();

    assertEquals(1_000 / 5 * 100, prediction.wallMs(), 600);
  }

  @Test
  @DisplayName("split over invokers, queues are uneven, and it takes longer")
  void placement() {
    WhatIf whatIf =
        WhatIf.from(run("r1", 40, 4, 100, 0)).n(2_000).containers(40).warm(40).concurrency(2_000);

    assertTrue(whatIf.invokers(20).run().wallMs() > 1.05 * whatIf.invokers(1).run().wallMs());
  }

  @Test
  @DisplayName("a run of the same kind is predicted; one that the simulation knows is refused")
  void heldOut() {
    Run known = run("r1", 400, 8, 50, 0);
    Run other = run("r2", 1_000, 8, 50, 0);
    WhatIf.HeldOut heldOut = WhatIf.from(known).heldOut(other);

    assertEquals(0, heldOut.error(), 0.05);
    assertEquals(1, Prediction.heldOut(List.of(heldOut)).rowCount());
    assertEquals("", heldOut.why());
    assertThrows(IllegalArgumentException.class, () -> WhatIf.from(known).heldOut(known));
  }

  @Test
  @DisplayName("an error that comes of run times which grew is told from one that does not")
  void whatTheErrorIsMadeOf() {
    Run known = run("r1", 400, 8, 50, 0);
    WhatIf.HeldOut slower = WhatIf.from(known).heldOut(run("r2", 400, 8, 100, 0));
    Run late = SampleRuns.changed(run("r3", 400, 8, 50, 0), a -> seenLater(a, 2_000));
    WhatIf.HeldOut later = WhatIf.from(known).heldOut(late);

    assertEquals(2, slower.runRatio(), 0.01);
    assertEquals(-0.5, slower.error(), 0.05);
    assertEquals(0, slower.errorWithItsRuns(), 0.05);
    assertTrue(slower.why().contains("50 % too short"), slower.why());
    assertTrue(slower.why().endsWith("which depend on what else runs."), slower.why());
    assertEquals(1, later.runRatio(), 0.01);
    assertTrue(later.why().contains("not in the run times"), later.why());
  }

  private static Attempt seenLater(Attempt a, long ms) {
    return new Attempt(
        a.i(),
        a.attempt(),
        a.activationId(),
        a.status(),
        a.cold(),
        a.container(),
        a.submitMs(),
        a.startMs(),
        a.waitMs(),
        a.initMs(),
        a.runMs(),
        a.endMs(),
        a.seenMs() + ms,
        a.payloadBytes(),
        a.resultBytes(),
        a.error());
  }

  @Test
  @DisplayName("on 2 processors, 10 containers get done what 2 do alone")
  void sharedProcessors() {
    Run alone = run("r1", 40, 1, 100, 0);
    WhatIf whatIf = WhatIf.from(alone).n(1_000).containers(10).warm(10).concurrency(1_000);
    Prediction own = whatIf.run();
    Prediction shared = whatIf.cores(2).run();

    assertEquals(1_000 / 10 * 100, own.wallMs(), 150);
    assertEquals(1_000 / 2 * 100, shared.wallMs(), 500);
    assertEquals(1, shared.processorUtilisation(), 0.01);
    assertEquals(10 * 100 / 2, lastOf(shared.first()), 20);
    assertTrue(shared.summary().contains("on 2 processors, shared"), shared.summary());
    assertTrue(shared.table().stringColumn(0).contains("processors busy %"));
    assertFalse(own.table().stringColumn(0).contains("processors"));
  }

  /** How long the last activation to begin had its container. */
  private static double lastOf(Simulation.Outcome outcome) {
    int last = outcome.startMs().length - 30;
    return outcome.endMs()[last] - outcome.startMs()[last];
  }

  @Test
  @DisplayName("run times that were recorded beside others are worth less work")
  void recordedBesideOthers() {
    Run four = run("r1", 40, 4, 100, 0); // on 2 processors: the work of 50 ms
    WhatIf whatIf = WhatIf.from(four).n(1_000).containers(8).warm(8).concurrency(8);

    assertEquals(1_000 * 50 / 2, whatIf.cores(2).run().wallMs(), 400);
    assertEquals(1_000 * 25 / 1, whatIf.cores(1).run().wallMs(), 500);
    assertEquals(1_000 * 50 / 8, whatIf.cores(64).recordedCores(2).run().wallMs(), 250);
    assertEquals(100, whatIf.recorded().runMs()[0], "what was recorded stays as it was");
  }

  @Test
  @DisplayName("a run of activations that computed is predicted by the processors alone")
  void heldOutOnSharedProcessors() {
    Run alone = run("r1", 40, 1, 50, 0);
    Run eight = run("r2", 400, 8, 200, 0); // 8 on 2 processors: 4 times as long
    WhatIf.HeldOut without = WhatIf.from(alone).heldOut(eight);
    WhatIf.HeldOut with = WhatIf.from(alone).cores(2).heldOut(eight);

    assertEquals(-0.75, without.error(), 0.02);
    assertEquals(8, without.slowdown().orElseThrow().many(), 0.01);
    assertEquals(4, without.slowdown().orElseThrow().ratio(), 0.01);
    assertTrue(without.slowdown().get().toString().contains("cores="));
    assertEquals(0, with.error(), 0.02);
    assertEquals(1, with.runRatio(), 0.01);
    assertTrue(with.slowdown().isEmpty());
    assertEquals(0, WhatIf.from(eight).cores(2).heldOut(alone).error(), 0.02);
    assertTrue(WhatIf.from(alone, eight).n(10).run().summary().contains("Run times rose"));
    assertTrue(WhatIf.from(eight).n(10).run().slowdown().isEmpty());
  }

  @Test
  @DisplayName("an activation that fails does not make requests seem to go out slowly")
  void failures() {
    Run recorded = SampleRuns.queued(40, 4);
    Run failing = SampleRuns.changed(withInFlight(recorded, 4), a -> a.i() == 2 ? failed(a) : a);

    Recorded learnt = Recorded.of(List.of(failing));

    assertEquals(
        Recorded.of(List.of(withInFlight(recorded, 4))).submitGapMs(), learnt.submitGapMs());
    assertEquals(4, learnt.concurrency());
  }

  /** As if each request but the first ones had waited for the result of an earlier one. */
  private static Run withInFlight(Run run, int atOnce) {
    List<Long> seen = run.attempts().stream().map(Attempt::seenMs).sorted().toList();
    return SampleRuns.changed(
        run,
        a -> submitted(a, a.i() < atOnce ? SampleRuns.BEGIN + a.i() : seen.get(a.i() - atOnce)));
  }

  private static Attempt submitted(Attempt a, long submitMs) {
    return SampleRuns.attempt(
        a.i(),
        a.status(),
        a.cold(),
        a.container(),
        submitMs - SampleRuns.BEGIN,
        a.startMs() - SampleRuns.BEGIN,
        a.initMs(),
        a.runMs(),
        a.seenMs() - SampleRuns.BEGIN);
  }

  private static Attempt failed(Attempt a) {
    return SampleRuns.attempt(
        a.i(),
        Status.DEVELOPER_ERROR,
        a.cold(),
        a.container(),
        a.submitMs() - SampleRuns.BEGIN,
        a.startMs() - SampleRuns.BEGIN,
        a.initMs(),
        a.runMs(),
        a.seenMs() - SampleRuns.BEGIN);
  }

  @Test
  @DisplayName("a million activations are simulated, with every latency")
  void aMillion() {
    Prediction prediction =
        WhatIf.from(run("r1", 40, 4, 100, 30)).n(1_000_000).containers(64).run();

    assertEquals(1_000_000, prediction.first().latencyMs().length);
    assertEquals(1_000_000 / 64 * 100.0, prediction.wallMs(), 0.02 * prediction.wallMs());
    Prediction shared =
        WhatIf.from(run("r1", 40, 4, 100, 30)).n(1_000_000).containers(64).cores(4).run();
    assertEquals(1_000_000 / 4 * 100.0, shared.wallMs(), 0.02 * shared.wallMs());
  }

  @Test
  @DisplayName("bad input is refused in words")
  void badInput() {
    Run none = run("r1", 3, 1, -5, 0); // times that run backwards
    assertThrows(IllegalArgumentException.class, () -> WhatIf.from(none));
    assertThrows(IllegalArgumentException.class, () -> WhatIf.from());
    WhatIf whatIf = WhatIf.from(run("r1", 1, 1, 10, 0));
    assertThrows(IllegalArgumentException.class, whatIf::run);
    assertThrows(IllegalArgumentException.class, () -> whatIf.n(0));
    assertThrows(IllegalArgumentException.class, () -> whatIf.containers(-1));
    assertThrows(IllegalArgumentException.class, () -> whatIf.cold(Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> whatIf.cores(0));
    assertThrows(IllegalArgumentException.class, () -> whatIf.recordedCores(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> whatIf.n(5).invokers(3).run());
    assertFalse(whatIf.invokers(1).run().summary().contains("NaN"));
  }

  /** A run in waves: so many containers, each of whose activations runs as long as the next. */
  private static Run run(String id, int n, int containers, long runMs, long initMs) {
    List<ActionResult> results = new ArrayList<>();
    long begin = 1_000_000;
    for (int i = 0; i < n; i++) {
      boolean cold = initMs > 0 && i < containers;
      long start = begin + i / containers * runMs + (i < containers ? 0 : initMs);
      long end = start + runMs + (cold ? initMs : 0);
      Attempt attempt =
          new Attempt(
              i,
              1,
              "a" + i,
              Status.SUCCESS,
              cold,
              "c" + i % containers,
              begin,
              start,
              start - begin,
              cold ? initMs : 0,
              runMs,
              end,
              end,
              2,
              2,
              "");
      var value = JsonMapper.shared().readTree("{\"i\": %d}".formatted(i));
      results.add(new ActionResult(i, Optional.of(value), Status.SUCCESS, "", List.of(attempt)));
    }
    return new Run(
        id,
        "pi",
        "standalone",
        n,
        OptionalLong.empty(),
        Instant.ofEpochMilli(begin),
        Duration.ofMillis(1),
        results);
  }
}
