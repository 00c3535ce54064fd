package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever meets the attempts of a run, each number has one result or one reason, and each attempt
 * is accounted for. What each number is to come to is worked out apart, from the schedule alone.
 */
@DisplayName("A fan-out under faults")
class FaultScheduleTest {
  private static final int SHRINKS = 40;

  @TempDir Path folder;

  /**
   * The faults that the attempts of each number meet, one after the other; all is well after them.
   */
  record Schedule(
      long seed, int n, int retries, int concurrency, Map<Integer, List<Fault>> faults) {

    static Schedule random(long seed) {
      var random = new SplittableRandom(seed);
      List<Fault> all = List.of(Fault.values());
      int n = 1 + random.nextInt(40);
      double likely = random.nextDouble();
      Map<Integer, List<Fault>> faults = new HashMap<>();
      for (int i = 0; i < n; i++) {
        List<Fault> ofNumber = new ArrayList<>();
        while (ofNumber.size() < 5 && random.nextDouble() < likely) {
          ofNumber.add(all.get(random.nextInt(all.size())));
        }
        faults.put(i, List.copyOf(ofNumber));
      }
      return new Schedule(seed, n, random.nextInt(4), 1 + random.nextInt(16), faults);
    }

    Schedule without(int i) {
      Map<Integer, List<Fault>> fewer = new HashMap<>(faults);
      fewer.put(i, List.of());
      return new Schedule(seed, n, retries, concurrency, fewer);
    }

    /** How each attempt of a number is to end, by what the documentation promises. */
    List<Status> expected(int i) {
      List<Status> attempts = new ArrayList<>();
      int failures = 0;
      for (Fault fault : faults.get(i)) {
        attempts.add(fault.status);
        boolean again =
            switch (fault.status) {
              case THROTTLED -> true;
              case CONNECTION_FAILED, INTERNAL_ERROR -> failures++ < retries;
              default -> false;
            };
        if (!again) {
          return attempts;
        }
      }
      attempts.add(Status.SUCCESS);
      return attempts;
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @DisplayName("takes each of them as what it is, and says so in a line")
  void each(Fault fault) throws Exception {
    Map<Integer, List<Fault>> faults = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      faults.put(i, i == 2 ? List.of(fault) : List.of());
    }
    Run run = check(new Schedule(0, 4, 3, 2, faults), Optional.empty());

    Attempt first = run.results().get(2).attempts().getFirst();
    if (fault.status != Status.SUCCESS) {
      assertTrue(first.error().length() > 5, "no reason: " + first);
      assertTrue(first.error().lines().count() == 1, first.error());
      assertTrue(
          !first.error().contains("<") && !first.error().contains("Exception"), first.error());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @DisplayName("has one result or one reason for each number, whatever meets its attempts")
  void random(long seed) throws Exception {
    Schedule schedule = Schedule.random(seed);
    try {
      check(schedule, Optional.empty());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with no fewer faults than in " + smallest(schedule), e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104, 105})
  @DisplayName("stands in the journal as it was")
  void journaled(long seed) throws Exception {
    try (Journal journal = Journal.at(folder.resolve("journal.db"))) {
      Run run = check(Schedule.random(seed), Optional.of(journal));

      Run stored = journal.run(run.id());
      assertEquals(run.missing(), stored.missing());
      assertEquals(run.values().toString(), stored.values().toString());
      assertEquals(run.attempts(), stored.attempts());
    }
  }

  /** Leaves out the faults of one number after the other, as long as it still fails. */
  private Schedule smallest(Schedule failing) throws Exception {
    Schedule smallest = failing;
    for (int i = 0; i < Math.min(failing.n(), SHRINKS); i++) {
      Schedule fewer = smallest.without(i);
      try {
        check(fewer, Optional.empty());
      } catch (AssertionError | RuntimeException e) {
        smallest = fewer;
      }
    }
    return smallest;
  }

  private Run check(Schedule schedule, Optional<Journal> journal) throws Exception {
    try (FakeOpenWhisk server = new FakeOpenWhisk();
        Whisk whisk =
            journal.isPresent()
                ? Whisk.connect(server::target, journal.get())
                : Whisk.connect(server.target())) {
      Map<Integer, AtomicInteger> tries = new ConcurrentHashMap<>();
      server.invocation =
          args -> {
            int i = args.path("i").intValue();
            int before = tries.computeIfAbsent(i, _ -> new AtomicInteger()).getAndIncrement();
            List<Fault> faults = schedule.faults().get(i);
            return before < faults.size()
                ? faults.get(before).answer(server, args)
                : server.success(args);
          };
      Run run =
          whisk
              .fanOut(Action.js("pi", "function main(p) { return p }").timeout(100))
              .args((i, n) -> Map.of("i", i))
              .retries(schedule.retries())
              .concurrency(schedule.concurrency())
              .recordPatience(Duration.ofMillis(100))
              .run(schedule.n());
      assertAccounted(schedule, run, server.invocations.get());
      return run;
    }
  }

  private static void assertAccounted(Schedule schedule, Run run, int invocations) {
    assertEquals(schedule.n(), run.results().size());
    for (int i = 0; i < schedule.n(); i++) {
      ActionResult result = run.results().get(i);
      List<Status> expected = schedule.expected(i);
      assertEquals(i, result.i());
      assertEquals(
          expected, result.attempts().stream().map(Attempt::status).toList(), "number " + i);
      assertEquals(expected.getLast(), result.status(), "number " + i);
      assertEquals(result.ok(), result.error().isEmpty(), "number " + i);
      if (result.ok()) {
        assertEquals("{\"i\":%d}".formatted(i), result.value().orElseThrow().toString());
      }
      for (int a = 0; a < expected.size(); a++) {
        assertEquals(a + 1, result.attempts().get(a).attempt(), "number " + i);
      }
    }
    assertEquals(run.attempts().size(), invocations);
    assertEquals(schedule.n(), run.values().size() + run.missing().size());
  }
}
