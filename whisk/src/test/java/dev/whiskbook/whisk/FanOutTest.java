package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FanOutTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  @Test
  void resultsStandInActionOrderWhateverOrderTheyCameIn() throws Exception {
    CountDownLatch others = new CountDownLatch(7);
    server.invocation =
        args -> {
          if (args.path("i").intValue() == 0) {
            others.await();
          } else {
            others.countDown();
          }
          return server.success(args);
        };

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i, "n", n)).run(8);

    assertEquals(
        List.of(0, 1, 2, 3, 4, 5, 6, 7),
        run.values().stream().map(v -> v.path("i").intValue()).toList());
    assertTrue(run.values().stream().allMatch(v -> v.path("n").intValue() == 8));
    assertEquals(8, run.attempts().size());
    assertTrue(run.missing().isEmpty());
  }

  @Test
  void timesOfAnAttemptComeFromItsRecord() throws Exception {
    Attempt attempt = whisk.fanOut("pi").run(1).attempts().getFirst();

    assertTrue(attempt.cold());
    assertEquals(7, attempt.waitMs());
    assertEquals(20, attempt.initMs());
    assertEquals(10, attempt.runMs());
    assertEquals(attempt.startMs() + 30, attempt.endMs());
    assertTrue(attempt.seenMs() >= attempt.submitMs());
    assertEquals(2, attempt.payloadBytes());
    assertEquals(2, attempt.resultBytes());
    assertEquals(32, attempt.activationId().length());
  }

  @Test
  void aRecordGivesOneRequestPerActivation() throws Exception {
    whisk.fanOut("pi").run(50);

    assertEquals(50, server.invocations.get());
    // One more for the limits, and one for what the action is.
    assertEquals(52, server.requests.size());
  }

  @Test
  void whatWasPreparedAsksTheServerOnceForAllItsRuns() throws Exception {
    FanOut prepared = whisk.fanOut(Action.js("short", "function main() {}")).prepared();
    int asked = server.requests.size();

    for (int run = 0; run < 3; run++) {
      assertEquals(5, prepared.run(5).values().size());
    }

    assertEquals(1, server.puts.get());
    assertEquals(15, server.requests.size() - asked, "invocations alone");
  }

  @Test
  void whatWasPreparedBringsBackAnActionThatTheServerLostMeanwhile() throws Exception {
    FanOut prepared = whisk.fanOut(Action.js("short", "function main() {}")).prepared();
    server.actions.clear();

    assertEquals(2, prepared.run(2).values().size());
  }

  @Test
  void inChunksAnotherActionIsDeployedThanTheOneThatWasPrepared() throws Exception {
    FanOut prepared = whisk.fanOut(Action.js("short", "function main() {}")).prepared();

    prepared.chunk(2).run(4);

    assertTrue(server.actions.containsKey("short-items"), server.actions.keySet().toString());
  }

  @Test
  void whatWasPreparedForOneTargetAsksAnother() throws Exception {
    try (FakeOpenWhisk other = new FakeOpenWhisk()) {
      AtomicReference<Target> target = new AtomicReference<>(server.target());
      try (Whisk both = Whisk.connect(target::get)) {
        FanOut prepared = both.fanOut(Action.js("short", "function main() {}")).prepared();
        target.set(other.target());

        prepared.run(1);

        assertEquals(1, other.puts.get());
      }
    }
  }

  @Test
  void seedsDependOnSeedAndActionNumberAlone() throws Exception {
    List<Long> few = seeds(whisk.fanOut("pi").seed(42).run(4));
    List<Long> many = seeds(whisk.fanOut("pi").seed(42).run(16));

    assertEquals(few, many.subList(0, 4));
    assertEquals(16, Set.copyOf(many).size());
    assertFalse(few.equals(seeds(whisk.fanOut("pi").seed(43).run(4))));
    assertTrue(many.stream().allMatch(s -> s >= 0 && s < 1L << 53));
  }

  @Test
  void aSeedOfTheGeneratorsOwnIsKept() throws Exception {
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("seed", i)).seed(42).run(3);

    assertEquals(List.of(0L, 1L, 2L), seeds(run));
  }

  @Test
  void givenArgumentsAreTakenInOrderAndMustSuffice() throws Exception {
    FanOut fanOut = whisk.fanOut("pi").args(List.of(Map.of("x", 1), Map.of("x", 2)));

    assertEquals("[{\"x\":1}, {\"x\":2}]", fanOut.run(2).values().toString());
    assertThrows(IllegalArgumentException.class, () -> fanOut.run(3));
  }

  @Test
  void theListenerHearsAllOnTheCallingThread() throws Exception {
    List<String> heard = new ArrayList<>();
    Thread caller = Thread.currentThread();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void planned(Plan plan) {
            heard("planned " + plan.n());
          }

          @Override
          public void deployed(Deployment deployment) {
            heard("deployed");
          }

          @Override
          public void attempted(Attempt attempt) {
            heard("attempted");
          }

          @Override
          public void finished(ActionResult result, Progress progress) {
            heard("finished " + progress.done());
          }

          private void heard(String what) {
            assertSame(caller, Thread.currentThread());
            heard.add(what);
          }
        };

    whisk.fanOut(Action.js("pi", "function main() {}")).concurrency(1).listener(listener).run(2);

    assertEquals(
        List.of("planned 2", "deployed", "attempted", "finished 1", "attempted", "finished 2"),
        heard);
  }

  @Test
  void aListenerThatThrowsEndsTheRun() {
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void finished(ActionResult result, Progress progress) {
            throw new IllegalStateException("enough");
          }
        };

    FanOut fanOut = whisk.fanOut("pi").listener(listener).concurrency(1);

    assertEquals(
        "enough", assertThrows(IllegalStateException.class, () -> fanOut.run(100)).getMessage());
    assertTrue(server.invocations.get() < 100);
  }

  @Test
  void thePlanSaysWhatItTakesAndInvokesNothing() {
    server.concurrentInvocations = 30;
    server.invocationsPerMinute = 60;

    Plan plan = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).plan(1000);

    assertEquals(30, plan.concurrency());
    assertEquals(34, plan.waves());
    assertEquals(16, plan.throttledMinutes());
    assertEquals(9, plan.maxPayloadBytes());
    assertEquals(0, server.invocations.get());
  }

  @Test
  void anInterruptEndsTheRunAtOnceAndKeepsWhatIsDone() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    server.invocation =
        args -> {
          if (args.path("i").intValue() > 0) {
            caller.interrupt();
            never.await();
          }
          return server.success(args);
        };
    FanOut fanOut = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).concurrency(1);

    FanOutInterrupted interrupted = assertThrows(FanOutInterrupted.class, () -> fanOut.run(10));
    never.countDown();

    Run partial = interrupted.partial();
    assertEquals(1, partial.values().size());
    assertEquals(10, partial.results().size());
    assertTrue(partial.missing().stream().allMatch(m -> m.status() == Status.CANCELLED));
    assertEquals(2, server.invocations.get());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void anInterruptBeforeTheFirstInvocationIsTheSame() {
    Thread.currentThread().interrupt();

    FanOutInterrupted interrupted =
        assertThrows(FanOutInterrupted.class, () -> whisk.fanOut("pi").run(3));

    assertEquals(3, interrupted.partial().missing().size());
    assertEquals(0, server.invocations.get());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void whatIsNotDoneWhenTheTimeIsOverIsMissing() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.invocation =
        args -> {
          if (args.path("i").intValue() == 1) {
            never.await();
          }
          return server.success(args);
        };

    FanOut fanOut = whisk.fanOut("pi").args((i, n) -> Map.of("i", i));
    fanOut.run(1); // what the first invocation of a session costs is not to count

    Run run = fanOut.timeout(Duration.ofSeconds(2)).run(3);
    never.countDown();

    assertEquals(2, run.values().size());
    assertEquals(List.of(1), run.missing().stream().map(Missing::i).toList());
  }

  @Test
  void aFanOutOfNoActionsIsRefusedWithItsNumber() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> whisk.fanOut("pi").run(-3));

    assertEquals("A fan-out needs at least 1 action, not -3.", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> whisk.fanOut("pi").plan(0));
    assertThrows(
        IllegalArgumentException.class, () -> whisk.fanOut("pi").run(FanOut.MAX_ACTIONS + 1));
  }

  @Test
  void manyMoreActionsThanConnectionsAllComeBack() throws Exception {
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).concurrency(32).run(500);

    assertEquals(
        IntStream.range(0, 500).boxed().toList(),
        run.values().stream().map(v -> v.path("i").intValue()).toList());
  }

  @Test
  void aResultThatIsAnArrayComesBareAndCounts() throws Exception {
    server.invocation =
        args ->
            FakeOpenWhisk.json(200, "[1,2]").addHeader("x-openwhisk-activation-id", "abc").build();

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(Json.MAPPER.readTree("[1,2]"), run.values().getFirst());
    assertEquals(Attempt.UNKNOWN, run.attempts().getFirst().startMs());
  }

  private static List<Long> seeds(Run run) {
    return run.values().stream().map((JsonNode v) -> v.path("seed").longValue()).toList();
  }
}
