package dev.whiskbook.magics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.stats.Fit;
import dev.whiskbook.magics.stats.ScalingFit;
import dev.whiskbook.magics.stats.ScalingLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a sweep says of runs whose times are known. */
class SweepResultTest {

  private static final int[] N = {1, 2, 4, 8, 16, 32, 64};

  @Test
  @DisplayName("a fifth that cannot be shared is found, with the limit that it sets")
  void amdahl() {
    SweepResult result = result(Scaling.STRONG, n -> 10_000 * (0.2 + 0.8 / n), N, 9);
    SweepSeries series = result.series().getFirst();

    ScalingFit fit = assertInstanceOf(ScalingFit.class, series.fit(ScalingLaw.AMDAHL));
    assertEquals(0.2, fit.parameter("σ").value(), 0.01);
    assertEquals(64, series.best().orElseThrow().n());
    assertEquals(32, series.knee().orElseThrow().n(), "9 of 10 of the best speed-up, 4.7");
    series.points().stream()
        .skip(1)
        .forEach(p -> assertEquals(0.2, p.serialFraction(), 0.02, "Karp–Flatt at " + p.n()));
    assertTrue(result.summary().contains("Best n: 64"), result.summary());
    assertTrue(result.summary().contains("The knee is at n = 32"), result.summary());
  }

  @Test
  @DisplayName("of one n alone it does not say that it is the best")
  void onlyOne() {
    SweepResult result = result(Scaling.STRONG, n -> 1_000.0, new int[] {4}, 3);

    assertTrue(result.summary().contains("the only one that has a time"), result.summary());
    assertFalse(result.summary().contains("Best"), result.summary());
  }

  @Test
  @DisplayName("coordination makes a peak, which is found between the measured n")
  void usl() {
    SweepResult result =
        result(Scaling.STRONG, n -> 1_000 * (1 + 0.03 * (n - 1) + 0.002 * n * (n - 1)) / n, N, 9);

    assertEquals(16, result.series().getFirst().best().orElseThrow().n());
    assertTrue(result.summary().contains("Universal Scalability Law suits best"), result.summary());
    assertTrue(result.summary().contains("the peak is at n = 2"), result.summary());
  }

  @Test
  @DisplayName("with the same work in each action the same time is a speed-up of n")
  void weak() {
    SweepResult result = result(Scaling.WEAK, n -> 1_000 * (1 + 0.0 * n), N, 9);
    SweepPoint last = result.series().getFirst().points().getLast();

    assertEquals(64, last.speedup(), 2);
    assertEquals(1, last.efficiency(), 0.03);
  }

  @Test
  @DisplayName("beside the published times it is said what each further action cost here")
  void published() {
    SweepResult result = exact(n -> n <= 8 ? 1_000.0 / n : 125 + 2.0 * (n - 8), N);

    String words = result.publishedChart().summary();

    assertTrue(
        words.startsWith(
            "Here n = 8 was fastest, with 0.125 s, and up to n = 64 each further action took 2.0 ms more. Published: 45.85 s"),
        words);
    assertTrue(
        exact(n -> 1_000.0 / n, N)
            .publishedChart()
            .summary()
            .startsWith("Here n = 64 was fastest, with 0.0156 s. P"),
        words);
  }

  @Test
  @DisplayName("one n, equal times and failed runs: what cannot be said is said to be so")
  void badInput() {
    SweepResult one = result(Scaling.STRONG, n -> 100, new int[] {8}, 3);
    assertTrue(one.summary().contains("No law can be fitted"), one.summary());
    assertTrue(
        assertInstanceOf(Fit.None.class, one.series().getFirst().fit(ScalingLaw.USL))
            .reason()
            .contains("different n"));

    SweepResult equal = exact(n -> 100, N);
    assertTrue(equal.summary().contains("ll measurements are the same"), equal.summary());

    List<Measurement> failed = new ArrayList<>();
    for (int n : N) {
      failed.add(measurement(n, 1, Double.NaN, 0, Double.NaN));
    }
    SweepResult none = of(Scaling.STRONG, OptionalDouble.of(3), failed);
    assertTrue(none.summary().contains("No run gave a result"), none.summary());
    assertTrue(none.summary().contains("No estimate is a number"), none.summary());
    assertThrows(IllegalArgumentException.class, none::timeChart);
    assertTrue(none.precisionChart().isEmpty());
    assertEquals(N.length, none.table().rowCount());

    failed.set(3, measurement(8, 1, 50, 8, 3));
    failed.set(4, measurement(16, 1, 25, 15, Double.NaN));
    SweepResult two = of(Scaling.STRONG, OptionalDouble.of(3), failed);
    assertEquals(2, two.series().getFirst().best().orElseThrow().speedup());
    assertTrue(two.summary().contains("5 runs gave no result"), two.summary());
    assertTrue(two.summary().contains("1 action gave no result"), two.summary());
    assertTrue(two.summary().contains("1 estimate was no number"), two.summary());
    MimeBundle shown = two.toMimeBundle();
    assertFalse(shown.plainText().contains("NaN"), shown.plainText());
  }

  @Test
  @DisplayName("the error of independent samples falls as one over the root of n")
  void precision() {
    Random random = new Random(5);
    List<Measurement> measured = new ArrayList<>();
    for (int n : N) {
      for (int k = 1; k <= 60; k++) {
        double estimate = Math.PI + random.nextGaussian() / Math.sqrt(n);
        measured.add(new Measurement(trial(n, k), "r", 10 * n, n, 0, estimate, 1 / Math.sqrt(n)));
      }
    }
    SweepPrecision precision =
        of(Scaling.WEAK, OptionalDouble.of(Math.PI), measured).precision().orElseThrow();

    assertEquals(-0.5, precision.trend().orElseThrow().exponent(), 0.06);
    assertEquals(1 / 8.0, precision.points().getLast().standardError(), 1e-9);
    assertEquals(1 / 8.0, precision.points().getLast().error(), 0.04);
  }

  @Test
  @DisplayName("the order is shuffled, repeatable, and each kind comes as often as asked for")
  void order() {
    Sweep sweep = Sweep.of(null, dev.whiskbook.whisk.Action.js("a", "x")).n(1, 2, 4).repeat(4);
    List<Trial> trials = sweep.memory(128, 256).seed(3).trials();

    assertEquals(24, trials.size());
    assertEquals(24, trials.stream().distinct().count());
    assertEquals(trials, sweep.trials());
    assertFalse(trials.equals(sweep.seed(4).trials()));
    assertEquals(
        24, trials.stream().map(t -> t.seed(3, "code")).distinct().count(), "a seed for each");
    assertThrows(IllegalArgumentException.class, () -> sweep.n());
    assertThrows(IllegalArgumentException.class, () -> sweep.n(0, 1));
    assertThrows(IllegalArgumentException.class, () -> sweep.repeat(0));
    assertThrows(IllegalArgumentException.class, () -> sweep.repeat(99_999).trials());
  }

  @Test
  @DisplayName("charts have the measured points, the laws and the ideal")
  void charts() throws Exception {
    SweepResult result = result(Scaling.STRONG, n -> 10_000 * (0.2 + 0.8 / n), N, 5);
    String specification = result.speedupChart().specification().toString();

    for (String what : List.of("measured", "Amdahl", "Gustafson", "ideal")) {
      assertTrue(specification.contains("\"what\":\"" + what), what);
    }
    assertTrue(result.speedupChart().svg().contains("<svg"), "drawn");
    assertTrue(result.timeChart().svg().contains("<svg"), "drawn");
    assertTrue(result.efficiencyChart().svg().contains("<svg"), "drawn");
  }

  private static SweepResult result(
      Scaling scaling, IntToDoubleFunction ms, int[] numbers, int repeats) {
    Random random = new Random(1);
    List<Measurement> measured = new ArrayList<>();
    for (int k = 1; k <= repeats; k++) {
      for (int n : numbers) {
        double noise = 1 + 0.01 * random.nextGaussian();
        measured.add(measurement(n, k, ms.applyAsDouble(n) * noise, n, Double.NaN));
      }
    }
    return of(scaling, OptionalDouble.empty(), measured);
  }

  private static SweepResult exact(IntToDoubleFunction ms, int[] numbers) {
    List<Measurement> measured = new ArrayList<>();
    for (int n : numbers) {
      measured.add(measurement(n, 1, ms.applyAsDouble(n), n, Double.NaN));
    }
    return of(Scaling.STRONG, OptionalDouble.empty(), measured);
  }

  private static SweepResult of(Scaling scaling, OptionalDouble actual, List<Measurement> all) {
    return SweepResult.of("pi", "standalone", scaling, 1, actual, all);
  }

  private static Measurement measurement(int n, int repeat, double ms, int ok, double value) {
    return new Measurement(trial(n, repeat), "run", ms, ok, 0, value, Double.NaN);
  }

  private static Trial trial(int n, int repeat) {
    return new Trial(n, OptionalInt.empty(), OptionalInt.empty(), repeat);
  }
}
