package dev.whiskbook.magics.stats;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * y = c·xᵉ, by a straight line through the logarithms.
 *
 * @param exponent e
 * @param interval of e, at 95 % by Student's t
 */
public record PowerLaw(double exponent, Interval interval) {

  private static final double UPPER = 0.975;

  /**
   * Fits it to the points whose numbers are positive.
   *
   * @return empty if they have fewer than 3 different x
   */
  public static Optional<PowerLaw> fit(double[] x, double[] y) {
    SimpleRegression line = new SimpleRegression();
    double[] used = new double[Math.min(x.length, y.length)];
    int count = 0;
    for (int k = 0; k < used.length; k++) {
      if (x[k] > 0 && y[k] > 0 && Double.isFinite(x[k]) && Double.isFinite(y[k])) {
        line.addData(Math.log(x[k]), Math.log(y[k]));
        used[count++] = x[k];
      }
    }
    if (Arrays.stream(used, 0, count).distinct().count() < 3) {
      return Optional.empty();
    }
    double t = new TDistribution(count - 2.0).inverseCumulativeProbability(UPPER);
    double half = t * line.getSlopeStdErr();
    double e = line.getSlope();
    return Optional.of(new PowerLaw(e, new Interval(e - half, e + half)));
  }
}
