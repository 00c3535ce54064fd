package dev.whiskbook.magics.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.stats.ScalingFit.Parameter;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Against the package usl 3.0 for R (Möding and Gunther): its recorded outputs
 * tests/summary.Rout.save, confint.Rout.save and peak-scalability.Rout.save.
 */
class LeastSquaresTest {

  /** SPEC SDM91 on a SPARCcenter 2000: Gunther, Guerrilla Capacity Planning, 2007. */
  private static final double[] SPEC_LOAD = {1, 18, 36, 72, 108, 144, 216};

  private static final double[] SPEC_THROUGHPUT = {
    64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2
  };

  /** A ray tracer on a NUMA machine: the same book, table 5.1. */
  private static final double[] RAY_PROCESSORS = {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64};

  private static final double[] RAY_THROUGHPUT = {
    20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310
  };

  @Test
  @DisplayName("the USL's parameters, errors and goodness for SPEC SDM91 are those of R")
  void specSdm91() {
    ScalingFit fit = fit(ScalingLaw.USL, SPEC_LOAD, SPEC_THROUGHPUT);

    assertParameter(fit.parameter("σ"), 0.0277285, 0.0091217);
    assertParameter(fit.parameter("κ"), 0.0001044, 0.0000199);
    assertParameter(fit.parameter("γ"), 89.9952330, 14.2134894);
    assertEquals(82.85, fit.residualError(), 0.005);
    assertEquals(0.9896, fit.rSquared(), 0.00005);
    assertEquals(97, fit.peak().orElseThrow(), 0.5);
    assertEquals(1879, fit.at(108), 0.5);
  }

  @Test
  @DisplayName("where κ would be below 0 it is held at 0, as R does, and has no interval")
  void raytracer() {
    ScalingFit fit = fit(ScalingLaw.USL, RAY_PROCESSORS, RAY_THROUGHPUT);

    assertEquals(0.0578, fit.parameter("σ").value(), 0.00005);
    assertEquals(21.8488, fit.parameter("γ").value(), 0.00005);
    assertEquals(0, fit.parameter("κ").value());
    assertFalse(fit.parameter("κ").interval().isKnown());
    assertTrue(fit.peak().isEmpty());
    ScalingFit amdahl = fit(ScalingLaw.AMDAHL, RAY_PROCESSORS, RAY_THROUGHPUT);
    assertEquals(fit.parameter("σ").value(), amdahl.parameter("σ").value(), 1e-9);
    assertEquals(21.8488 / 0.0578, amdahl.limit().orElseThrow(), 0.5);
  }

  @Test
  @DisplayName("Gustafson's scaled speed-ups on 1,024 processors give his serial fractions")
  void gustafson() {
    // Gustafson, Reevaluating Amdahl's law, CACM 31(5), 1988: 1,016 to 1,021 at 0.4 to 0.8 percent.
    double[] n = {1, 4, 16, 64, 256, 1024};
    double[] scaled = Arrays.stream(n).map(x -> x + (1 - x) * 0.008).toArray();
    ScalingFit fit = fit(ScalingLaw.GUSTAFSON, n, scaled);

    assertEquals(0.008, fit.parameter("α").value(), 1e-9);
    assertEquals(1016, fit.at(1024), 0.5);
    assertEquals(1, fit.rSquared(), 1e-12);
  }

  @Test
  @DisplayName("Amdahl's law is found again in noisy data, within its interval")
  void amdahl() {
    double[] n = IntStream.rangeClosed(0, 12).mapToDouble(k -> 1 << k).toArray();
    double[] y =
        IntStream.range(0, n.length)
            .mapToDouble(k -> ScalingLaw.AMDAHL.at(n[k], 1, 0.02) * (k % 2 == 0 ? 1.03 : 0.97))
            .toArray();
    Parameter serial = fit(ScalingLaw.AMDAHL, n, y).parameter("σ");

    assertTrue(serial.interval().contains(0.02), serial.toString());
    assertTrue(serial.interval().high() < 0.03, serial.toString());
  }

  @Test
  @DisplayName("a fit that the data cannot give says why")
  void reasons() {
    assertReason("4 different n, and there is 1", ScalingLaw.USL, a(8, 8), a(3, 4));
    assertReason("3 different n, and there are 2", ScalingLaw.AMDAHL, a(1, 2, 2), a(1, 2, 2));
    assertReason("3 different n, and there are 0", ScalingLaw.AMDAHL, a(), a());
    assertReason("All measurements are the same", ScalingLaw.USL, a(1, 2, 4, 8), a(3, 3, 3, 3));
    assertReason("above 0", ScalingLaw.AMDAHL, a(1, 2, 4), a(1, Double.NaN, 2));
    assertReason("above 0", ScalingLaw.GUSTAFSON, a(1, 2, 4), a(1, -2, 4));
    assertReason("above 0", ScalingLaw.USL, a(1, 2, 4, 8), a(1, 2, 3, Double.POSITIVE_INFINITY));
    assertReason("at least 1", ScalingLaw.AMDAHL, a(0, 2, 4), a(1, 2, 3));
    assertThrows(
        IllegalArgumentException.class, () -> LeastSquares.fit(ScalingLaw.USL, a(1), a(1, 2)));
  }

  @Test
  @DisplayName("speed-ups better than linear hold the serial share at 0")
  void superlinear() {
    ScalingFit fit = fit(ScalingLaw.AMDAHL, a(1, 2, 4, 8), a(1, 2.2, 4.8, 10));

    assertEquals(0, fit.parameter("σ").value());
  }

  private static ScalingFit fit(ScalingLaw law, double[] n, double[] y) {
    return assertInstanceOf(ScalingFit.class, LeastSquares.fit(law, n, y));
  }

  private static void assertReason(String words, ScalingLaw law, double[] n, double[] y) {
    Fit.None none = assertInstanceOf(Fit.None.class, LeastSquares.fit(law, n, y));
    assertTrue(none.reason().contains(words), none.reason());
  }

  private static void assertParameter(Parameter parameter, double value, double error) {
    assertEquals(value, parameter.value(), value * 1e-3, parameter.name());
    assertEquals(error, parameter.standardError(), error * 2e-3, parameter.name());
  }

  private static double[] a(double... values) {
    return values;
  }
}
