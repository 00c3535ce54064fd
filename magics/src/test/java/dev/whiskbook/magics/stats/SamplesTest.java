package dev.whiskbook.magics.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Quantiles, bootstrap intervals, Karp–Flatt and power laws against published examples. */
class SamplesTest {

  /** Survival of treated mice in days: Efron and Tibshirani, An Introduction to the Bootstrap. */
  private static final double[] TREATED = {94, 197, 16, 38, 99, 141, 23};

  private static final double[] CONTROL = {52, 104, 146, 10, 51, 30, 40, 27, 46};

  @Test
  @DisplayName("quantiles are those of R's type 7")
  void quantiles() {
    double[] oneToTen = IntStream.rangeClosed(1, 10).mapToDouble(i -> i).toArray();

    assertEquals(1, Quantiles.of(oneToTen, 0));
    assertEquals(3.25, Quantiles.of(oneToTen, 0.25), 1e-12); // R: quantile(1:10)
    assertEquals(5.5, Quantiles.median(oneToTen), 1e-12);
    assertEquals(9.1, Quantiles.of(oneToTen, 0.9), 1e-12);
    assertEquals(10, Quantiles.of(oneToTen, 1));
    assertEquals(94, Quantiles.median(TREATED));
    assertEquals(46, Quantiles.median(CONTROL));
    assertEquals(7, Quantiles.of(new double[] {7}, 0.99));
  }

  @Test
  @DisplayName("quantiles of nothing, of NaN and of the infinite are refused in words")
  void badSamples() {
    assertThrows(IllegalArgumentException.class, () -> Quantiles.median(new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> Quantiles.median(new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Quantiles.of(TREATED, 1.5));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Bootstrap.seeded(1).of(new double[] {1, Double.POSITIVE_INFINITY}, Quantiles::median));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(10, 0.95, 1));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1000, 95, 1));
  }

  @Test
  @DisplayName("bootstrap standard errors are those of Efron and Tibshirani's table 2.2")
  void bootstrapErrors() {
    Bootstrap many = new Bootstrap(20_000, 0.95, 7);

    assertEquals(23.36, deviation(many.replicates(TREATED, SamplesTest::mean)), 0.5);
    assertEquals(37.83, deviation(many.replicates(TREATED, Quantiles::median)), 0.8);
  }

  @Test
  @DisplayName("the same seed gives the same interval, another seed another one")
  void seeds() {
    Interval first = Bootstrap.seeded(1).of(TREATED, SamplesTest::mean);

    assertEquals(first, Bootstrap.seeded(1).of(TREATED, SamplesTest::mean));
    assertNotEquals(first, Bootstrap.seeded(2).of(TREATED, SamplesTest::mean));
    assertTrue(first.contains(86.86), first.toString());
    assertTrue(first.low() > 30 && first.high() < 145, first.toString());
  }

  @Test
  @DisplayName("a 95 % interval of the median holds the true median in about 95 of 100 samples")
  void coverage() {
    var random = new java.util.Random(42);
    int covered = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] sample = random.doubles(25, 0, 1).toArray();
      covered +=
          new Bootstrap(500, 0.95, trial).of(sample, Quantiles::median).contains(0.5) ? 1 : 0;
    }
    assertTrue(covered > 0.88 * 300 && covered < 300, covered + " of 300");
  }

  @Test
  @DisplayName("a ratio's interval; with a single value or a zero below there is none")
  void ratios() {
    ToDoubleFunction<double[]> median = Quantiles::median;
    double[] doubled = Arrays.stream(CONTROL).map(x -> 2 * x).toArray();

    assertTrue(Bootstrap.seeded(1).ofRatio(doubled, CONTROL, median).contains(2));
    assertFalse(Bootstrap.seeded(1).ofRatio(new double[] {1}, CONTROL, median).isKnown());
    assertFalse(Bootstrap.seeded(1).ofRatio(CONTROL, new double[] {0, 0}, median).isKnown());
    assertFalse(Bootstrap.seeded(1).of(new double[] {1}, median).isKnown());
  }

  @Test
  @DisplayName("Karp–Flatt gives the serial fractions of Quinn's two examples")
  void karpFlatt() {
    // Speed-ups to two decimals: Quinn, Parallel Programming in C with MPI and OpenMP, 2004,
    // section 7.5: p = 2 … 8.
    double[] constant = {1.82, 2.50, 3.08, 3.57, 4.00, 4.38, 4.71};
    double[] growing = {1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71};
    double[] fractions = {0.070, 0.075, 0.080, 0.085, 0.090, 0.095, 0.100};
    for (int k = 0; k < 7; k++) {
      assertEquals(0.100, KarpFlatt.serialFraction(constant[k], k + 2), 0.0015);
      assertEquals(fractions[k], KarpFlatt.serialFraction(growing[k], k + 2), 0.0015);
    }
    assertTrue(Double.isNaN(KarpFlatt.serialFraction(1, 1)));
    assertTrue(Double.isNaN(KarpFlatt.serialFraction(Double.NaN, 4)));
    assertTrue(Double.isNaN(KarpFlatt.serialFraction(-1, 4)));
    assertEquals(1, KarpFlatt.serialFraction(1, 4), 1e-12);
  }

  @Test
  @DisplayName("a power law's exponent, from positive points only")
  void powerLaw() {
    double[] x = {1, 4, 16, 64, 0};
    double[] y = {1, 0.5, 0.25, 0.125, 3};

    assertEquals(-0.5, PowerLaw.fit(x, y).orElseThrow().exponent(), 1e-12);
    assertTrue(PowerLaw.fit(new double[] {1, 2}, new double[] {1, 2}).isEmpty());
    assertTrue(PowerLaw.fit(new double[] {2, 2, 2, 2}, new double[] {1, 2, 3, 4}).isEmpty());
  }

  private static double mean(double[] sample) {
    return Arrays.stream(sample).average().orElseThrow();
  }

  private static double deviation(double[] sample) {
    double mean = mean(sample);
    double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (sample.length - 1));
  }
}
