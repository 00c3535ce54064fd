package dev.whiskbook.magics.stats;

import java.util.Arrays;
import java.util.List;

/**
 * How capacity depends on n. Each law has a scale γ, the capacity of one, and numbers that stand
 * for what holds it back.
 */
public enum ScalingLaw {

  /**
   * γ·n / (1 + σ(n − 1)): a share σ of the work cannot be shared (Amdahl 1967). σ is from 0 to 1.
   */
  AMDAHL("Amdahl", "σ", "") {
    @Override
    double relative(double n, double[] held) {
      return n / (1 + held[0] * (n - 1));
    }

    @Override
    double[] gradient(double n, double[] held) {
      double below = 1 + held[0] * (n - 1);
      return new double[] {-n * (n - 1) / (below * below)};
    }
  },

  /** γ·(n − α(n − 1)): the work grows with n, but for a share α (Gustafson 1988), from 0 to 1. */
  GUSTAFSON("Gustafson", "α", "") {
    @Override
    double relative(double n, double[] held) {
      return n - held[0] * (n - 1);
    }

    @Override
    double[] gradient(double n, double[] held) {
      return new double[] {-(n - 1)};
    }
  },

  /**
   * γ·n / (1 + σ(n − 1) + κn(n − 1)): contention σ, and κ for what each must settle with each
   * other, by which capacity falls again behind its peak (Gunther, Guerrilla Capacity Planning,
   * 2007).
   */
  USL("Universal Scalability Law", "σ", "κ") {
    @Override
    double relative(double n, double[] held) {
      return n / below(n, held);
    }

    @Override
    double[] gradient(double n, double[] held) {
      double square = below(n, held) * below(n, held);
      return new double[] {-n * (n - 1) / square, -n * n * (n - 1) / square};
    }

    private static double below(double n, double[] held) {
      return 1 + held[0] * (n - 1) + held[1] * n * (n - 1);
    }
  };

  private final String title;
  private final String first;
  private final String second;

  ScalingLaw(String title, String first, String second) {
    this.title = title;
    this.first = first;
    this.second = second;
  }

  /** The law's name. */
  public String title() {
    return title;
  }

  /** The names of the parameters, the scale first. */
  public List<String> parameters() {
    return second.isEmpty() ? List.of("γ", first) : List.of("γ", first, second);
  }

  /**
   * The capacity.
   *
   * @param parameters in the order of {@link #parameters()}
   */
  public double at(double n, double... parameters) {
    double[] held = Arrays.copyOfRange(parameters, 1, parameters.length);
    return parameters[0] * relative(n, held);
  }

  /** The derivatives of the capacity by each parameter. */
  double[] derivatives(double n, double[] parameters) {
    double[] held = Arrays.copyOfRange(parameters, 1, parameters.length);
    double[] inner = gradient(n, held);
    double[] all = new double[parameters.length];
    all[0] = relative(n, held);
    for (int k = 0; k < inner.length; k++) {
      all[k + 1] = parameters[0] * inner[k];
    }
    return all;
  }

  abstract double relative(double n, double[] held);

  abstract double[] gradient(double n, double[] held);

  @Override
  public String toString() {
    return title;
  }
}
