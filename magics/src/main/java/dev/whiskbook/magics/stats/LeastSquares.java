package dev.whiskbook.magics.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/** Fits scaling laws by Levenberg and Marquardt, their parameters held in range. */
public final class LeastSquares {

  private static final double SINGULAR = 1e-12;
  private static final int MOST_STEPS = 2_000;
  private static final double CONFIDENCE = 0.95;
  private static final double FIRST_HELD = 0.05;
  private static final double FIRST_COHERENCE = 1e-4;

  private LeastSquares() {}

  /**
   * Fits a law.
   *
   * @param n how many actions, each at least 1
   * @param capacity what they did: throughput, or speed-up
   * @throws IllegalArgumentException if there are not as many of one as of the other
   */
  public static Fit fit(ScalingLaw law, double[] n, double[] capacity) {
    if (n.length != capacity.length) {
      throw new IllegalArgumentException(
          "There are %d numbers of actions and %d capacities."
              .formatted(n.length, capacity.length));
    }
    String reason = unfit(law, n, capacity);
    return reason.isEmpty() ? fitted(law, n, capacity) : new Fit.None(law, reason);
  }

  private static String unfit(ScalingLaw law, double[] n, double[] capacity) {
    int needed = law.parameters().size() + 1;
    long different = Arrays.stream(n).distinct().count();
    if (different < needed) {
      return "It needs at least %d different n, and there %s %d."
          .formatted(needed, different == 1 ? "is" : "are", different);
    }
    if (Arrays.stream(n).anyMatch(x -> !(x >= 1 && Double.isFinite(x)))) {
      return "Each n must be a number of at least 1.";
    }
    if (Arrays.stream(capacity).anyMatch(y -> !(y > 0 && Double.isFinite(y)))) {
      return "Each measurement must be a number above 0.";
    }
    if (Arrays.stream(capacity).distinct().count() == 1) {
      return "All measurements are the same, so nothing tells how they depend on n.";
    }
    return "";
  }

  private static Fit fitted(ScalingLaw law, double[] n, double[] y) {
    double[] parameters = new double[law.parameters().size()];
    boolean[] free = new boolean[parameters.length];
    Arrays.fill(free, true);
    try {
      for (int round = 0; round < parameters.length; round++) {
        start(parameters, free, n, y);
        Optimum optimum = optimum(law, n, y, parameters, free);
        put(optimum.getPoint().toArray(), parameters, free);
        int out = outOfRange(parameters, free);
        if (out < 0) {
          return described(law, n, y, parameters, free, optimum);
        }
        parameters[out] = parameters[out] < 0 ? 0 : 1;
        free[out] = false;
      }
    } catch (MathRuntimeException e) {
      return new Fit.None(
          law, "The measurements do not tell its parameters apart (%s).".formatted(e.getMessage()));
    }
    return new Fit.None(law, "No parameters in their range suit the measurements.");
  }

  private static void start(double[] parameters, boolean[] free, double[] n, double[] y) {
    int smallest = 0;
    for (int k = 1; k < n.length; k++) {
      smallest = n[k] < n[smallest] ? k : smallest;
    }
    double[] first = {y[smallest] / n[smallest], FIRST_HELD, FIRST_COHERENCE};
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = free[k] ? first[k] : parameters[k];
    }
  }

  private static Optimum optimum(
      ScalingLaw law, double[] n, double[] y, double[] parameters, boolean[] free) {
    MultivariateJacobianFunction model =
        point -> {
          double[] all = parameters.clone();
          put(point.toArray(), all, free);
          double[] values = new double[n.length];
          double[][] jacobian = new double[n.length][];
          for (int k = 0; k < n.length; k++) {
            values[k] = law.at(n[k], all);
            jacobian[k] = only(law.derivatives(n[k], all), free);
          }
          return new Pair<>(
              MatrixUtils.createRealVector(values), MatrixUtils.createRealMatrix(jacobian));
        };
    return new LevenbergMarquardtOptimizer()
        .optimize(
            new LeastSquaresBuilder()
                .start(only(parameters, free))
                .target(y)
                .model(model)
                .maxEvaluations(MOST_STEPS)
                .maxIterations(MOST_STEPS)
                .build());
  }

  /** Of the free parameters that are held by a range, the one furthest out; -1 if none is. */
  private static int outOfRange(double[] parameters, boolean[] free) {
    int worst = -1;
    double furthest = 0;
    for (int k = 1; k < parameters.length; k++) {
      double out = Math.max(-parameters[k], parameters[k] - 1);
      if (free[k] && out > furthest) {
        worst = k;
        furthest = out;
      }
    }
    return worst;
  }

  private static Fit described(
      ScalingLaw law,
      double[] n,
      double[] y,
      double[] parameters,
      boolean[] free,
      Optimum optimum) {
    int count = only(parameters, free).length;
    int freedom = n.length - count;
    double squares =
        IntStream.range(0, n.length)
            .mapToDouble(k -> square(y[k] - law.at(n[k], parameters)))
            .sum();
    double mean = Arrays.stream(y).average().orElseThrow();
    double total = Arrays.stream(y).map(v -> square(v - mean)).sum();
    double variance = squares / freedom;
    RealMatrix covariance = optimum.getCovariances(SINGULAR);
    double t = new TDistribution(freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    List<ScalingFit.Parameter> described = new ArrayList<>();
    int row = 0;
    for (int k = 0; k < parameters.length; k++) {
      double error = Double.NaN;
      Interval interval = Interval.NONE;
      if (free[k]) {
        error = Math.sqrt(variance * covariance.getEntry(row, row));
        row++;
        interval = new Interval(parameters[k] - t * error, parameters[k] + t * error);
      }
      described.add(
          new ScalingFit.Parameter(law.parameters().get(k), parameters[k], error, interval));
    }
    return new ScalingFit(
        law,
        described,
        1 - squares / total,
        Math.sqrt(variance),
        aicc(squares, n.length, count),
        n.length);
  }

  /** Burnham and Anderson 2002, 2.4.1; the error's variance counts as a parameter. */
  private static double aicc(double squares, int points, int free) {
    int k = free + 1;
    double rest = points - k - 1;
    double aic = points * Math.log(squares / points) + 2.0 * k;
    return rest <= 0 ? Double.POSITIVE_INFINITY : aic + 2.0 * k * (k + 1) / rest;
  }

  private static double square(double x) {
    return x * x;
  }

  private static double[] only(double[] all, boolean[] free) {
    return IntStream.range(0, all.length).filter(k -> free[k]).mapToDouble(k -> all[k]).toArray();
  }

  private static void put(double[] point, double[] all, boolean[] free) {
    int next = 0;
    for (int k = 0; k < all.length; k++) {
      all[k] = free[k] ? point[next++] : all[k];
    }
  }
}
