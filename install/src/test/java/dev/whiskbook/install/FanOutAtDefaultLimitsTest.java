package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.StandaloneServer;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Whisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fan-out on a server with OpenWhisk's default limits, whose minute lasts 6 s")
class FanOutAtDefaultLimitsTest {
  private static final int CLOCK_SPEED = 10;
  private static final int PER_MINUTE = 60;
  private static final int N = 130;
  private static final Action SQUARE =
      Action.js("square", "function main(params) { return { square: params.i * params.i }; }");

  private StandaloneServer server;

  @BeforeEach
  void start() {
    List<String> command = new ArrayList<>(PackagedStandalone.command());
    command.addAll(List.of("--invocations-per-minute", "" + PER_MINUTE));
    command.addAll(List.of("--concurrent-invocations", "30"));
    command.addAll(List.of("--clock-speed", "" + CLOCK_SPEED));
    server = StandaloneServer.start(command, Map.of());
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  @DisplayName("does each action number once, and is rejected in no minute after the first")
  void keepsWithinTheLimits() throws Exception {
    List<Plan> plans = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    try (Whisk whisk = Whisk.connect(server)) {
      whisk.deploy(SQUARE);
      // Somebody else's share of the first minute, which the run cannot know of.
      for (int i = 0; i < PER_MINUTE / 2; i++) {
        whisk.invoke("square", Map.of("i", i));
      }
      Run run =
          whisk
              .fanOut(SQUARE)
              .args((i, n) -> Map.of("i", i))
              .listener(
                  new FanOutListener() {
                    @Override
                    public void planned(Plan plan) {
                      plans.add(plan);
                    }

                    @Override
                    public void waiting(String why, long ms) {
                      waits.add(why);
                    }
                  })
              .run(N);

      assertEquals(30, plans.getFirst().concurrency());
      assertEquals(PER_MINUTE, plans.getFirst().invocationsPerMinute());
      assertTrue(waits.size() >= N / PER_MINUTE, waits.toString());
      assertEquals(List.of(), run.missing());
      for (int i = 0; i < N; i++) {
        ActionResult result = run.results().get(i);
        assertEquals(i, result.i());
        assertEquals(i * i, result.value().orElseThrow().path("square").intValue());
        assertEquals(
            1, result.attempts().stream().filter(a -> a.status() == Status.SUCCESS).count());
      }
      assertEquals(List.of(), rejectedLater(run));
    }
  }

  /** Attempts that were rejected after the first minute: the window turns every 6 s. */
  private static List<Attempt> rejectedLater(Run run) {
    List<Attempt> attempts = run.attempts();
    long begun = attempts.stream().mapToLong(Attempt::submitMs).min().orElseThrow();
    return attempts.stream()
        .filter(a -> a.status() != Status.SUCCESS)
        .filter(a -> a.submitMs() - begun >= 60_000 / CLOCK_SPEED)
        .toList();
  }
}
