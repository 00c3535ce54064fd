package dev.whiskbook.magics.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.Results;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

@DisplayName("Progress")
class ProgressDisplayTest {
  private final List<MimeBundle> shown = new CopyOnWriteArrayList<>();

  private final CellOutput output =
      new CellOutput() {
        @Override
        public void stream(StreamName stream, String text) {}

        @Override
        public void display(MimeBundle bundle, Optional<String> displayId) {
          shown.add(bundle);
        }

        @Override
        public void update(String displayId, MimeBundle bundle) {
          shown.add(bundle);
        }

        @Override
        public void clear(boolean wait) {}
      };

  private static Run run(int ok, int n, RunState state, Optional<Estimate> estimate) {
    List<ActionResult> results =
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    i < ok
                        ? new ActionResult(
                            i,
                            Optional.of(JsonNodeFactory.instance.objectNode()),
                            Status.SUCCESS,
                            "",
                            List.of())
                        : new ActionResult(
                            i, Optional.empty(), Status.CANCELLED, "not needed", List.of()))
            .toList();
    return new Run(
        "r",
        "pi",
        "here",
        n,
        OptionalLong.empty(),
        Instant.EPOCH,
        Duration.ofMillis(1500),
        new Results("results", results),
        state,
        estimate);
  }

  @Test
  @DisplayName("ends with the run's own counts, in one line")
  void ends() {
    try (ProgressDisplay display = new ProgressDisplay(output, "pi", 4)) {
      display.ended(run(3, 4, RunState.INTERRUPTED, Optional.empty()));
    }
    assertEquals(
        "3 of 4 ok, 1 failed, 0 retried, 0 cold starts, 1.5 s", shown.getLast().plainText());
  }

  @Test
  @DisplayName("of a run that was precise enough names what was not needed no failure")
  void converges() {
    Estimate estimate = new Estimate(3, 3.14159, 0.1, 0.0123, 0.95);
    try (ProgressDisplay display = new ProgressDisplay(output, "pi", 100)) {
      display.ended(run(3, 100, RunState.CONVERGED, Optional.of(estimate)));
    }
    assertEquals(
        "3 of 100 ok, 97 not needed, 0 retried, 0 cold starts, 1.5 s: 3.142 ± 0.012 (95 %, 3 results), precise enough",
        shown.getLast().plainText());
  }

  @Test
  @DisplayName("that comes to nothing says so")
  void breaks() {
    new ProgressDisplay(output, "pi", 4).close();

    assertTrue(shown.getLast().plainText().endsWith("stopped by an error"));
  }

  @Test
  @DisplayName("has the rate of the last seconds, not of all")
  void rate() {
    Rate rate = new Rate();
    assertTrue(rate.perSecond().isEmpty());

    for (int second = 0; second <= 10; second++) {
      rate.add(TimeUnit.SECONDS.toNanos(second), 100 * second);
    }
    assertEquals(100, rate.perSecond().orElseThrow(), 1e-9);
    for (int second = 11; second <= 20; second++) {
      rate.add(TimeUnit.SECONDS.toNanos(second), 1000 + second - 10);
    }
    assertEquals(1, rate.perSecond().orElseThrow(), 1e-9);
  }

  @Test
  @DisplayName("draws how an estimate converges, of however many results, in bounded room")
  void convergence() {
    Convergence convergence = new Convergence();
    assertEquals("", convergence.svg());

    for (int count = 2; count <= 100_000; count++) {
      convergence.add(new Estimate(count, 3 + 1.0 / count, 1, 1 / Math.sqrt(count), 0.95));
    }

    String svg = convergence.svg();
    assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>"), svg);
    assertTrue(svg.length() < 10_000, svg.length() + " characters");
    assertFalse(svg.contains("NaN"), svg);
  }
}
