package dev.whiskbook.magics;

/**
 * A quantity that was measured at n actions, with what is known of its uncertainty.
 *
 * @param n the number of actions
 * @param value the median or the mean
 * @param low the lower end of an interval around it; NaN if there is none
 * @param high the upper end
 */
public record Measured(double n, double value, double low, double high) {

  /** A value of which nothing else is known. */
  public Measured(double n, double value) {
    this(n, value, Double.NaN, Double.NaN);
  }
}
