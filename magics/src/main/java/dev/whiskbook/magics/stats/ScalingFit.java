package dev.whiskbook.magics.stats;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A law with the parameters that suit the measurements best, in least squares of the capacity.
 *
 * @param law which
 * @param parameters the scale first
 * @param rSquared the share of the variance that the law explains
 * @param residualError the residual standard error, in units of the capacity
 * @param aicc Akaike's criterion corrected for few points; the smaller of two laws is preferred
 * @param points how many measurements
 */
public record ScalingFit(
    ScalingLaw law,
    List<Parameter> parameters,
    double rSquared,
    double residualError,
    double aicc,
    int points)
    implements Fit {

  /** Copies the list. */
  public ScalingFit {
    parameters = List.copyOf(parameters);
  }

  /**
   * A number of the law.
   *
   * @param name its letter
   * @param value what suits best
   * @param standardError NaN if the value is at an end of its range
   * @param interval at 95 %, by Student's t; none if the value is at an end of its range
   */
  public record Parameter(String name, double value, double standardError, Interval interval) {
    @Override
    public String toString() {
      return interval.isKnown()
          ? String.format(
              Locale.ROOT, "%s = %.4g (%.4g to %.4g)", name, value, interval.low(), interval.high())
          : String.format(Locale.ROOT, "%s = %.4g, the end of its range", name, value);
    }
  }

  /** The parameter of this letter. */
  public Parameter parameter(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no parameter %s but %s.".formatted(law, name, law.parameters())));
  }

  /** The capacity that the law predicts. */
  public double at(double n) {
    return law.at(n, parameters.stream().mapToDouble(Parameter::value).toArray());
  }

  /** The n from which on capacity falls again: √((1 − σ)/κ); empty where the law has none. */
  public OptionalDouble peak() {
    if (law != ScalingLaw.USL || parameter("κ").value() <= 0) {
      return OptionalDouble.empty();
    }
    double n = Math.sqrt((1 - parameter("σ").value()) / parameter("κ").value());
    return OptionalDouble.of(Math.max(1, n));
  }

  /** The capacity that no n exceeds by Amdahl's law: γ/σ; empty for others and for σ = 0. */
  public OptionalDouble limit() {
    return law == ScalingLaw.AMDAHL && parameter("σ").value() > 0
        ? OptionalDouble.of(parameter("γ").value() / parameter("σ").value())
        : OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "))
        + String.format(Locale.ROOT, "; R² = %.4f", rSquared);
  }
}
