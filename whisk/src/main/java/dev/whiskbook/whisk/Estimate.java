package dev.whiskbook.whisk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What the results so far say of the mean over all actions, with a confidence interval by Student's
 * t distribution. It holds if the results are independent of each other and of how long they take.
 *
 * @param count how many results it is of, each action number once
 * @param mean their mean
 * @param standardDeviation of the single results; NaN below two of them
 * @param halfWidth half of the interval's width; NaN below two results
 * @param confidence the share of such intervals that hold the mean, for instance 0.95
 */
public record Estimate(
    long count, double mean, double standardDeviation, double halfWidth, double confidence) {

  /** The lower end of the interval. */
  public double lower() {
    return mean - halfWidth;
  }

  /** The upper end of the interval. */
  public double upper() {
    return mean + halfWidth;
  }

  /** The mean and the half width, rounded to what is known: {@code 3.1416 ± 0.0012}. */
  public String interval() {
    if (!Double.isFinite(halfWidth) || !Double.isFinite(mean)) {
      return String.format(Locale.ROOT, "%.6g", mean);
    }
    if (halfWidth == 0) {
      return mean + " ± 0";
    }
    BigDecimal half = new BigDecimal(halfWidth).round(new MathContext(2));
    BigDecimal rounded = new BigDecimal(mean).setScale(half.scale(), RoundingMode.HALF_EVEN);
    return plain(rounded) + " ± " + plain(half);
  }

  /** For instance {@code 3.1416 ± 0.0012 (95 %, 1,200 results)}. */
  @Override
  public String toString() {
    String of = "%,d result%s".formatted(count, count == 1 ? "" : "s");
    return Double.isFinite(halfWidth)
        ? "%s (%s, %s)".formatted(interval(), percent(), of)
        : "%s (%s)".formatted(interval(), of);
  }

  private String percent() {
    return BigDecimal.valueOf(confidence)
            .movePointRight(2)
            .round(new MathContext(6))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** Without exponent, but for numbers that nobody would read without. */
  private static String plain(BigDecimal number) {
    return Math.abs(number.scale()) <= 12 ? number.toPlainString() : number.toString();
  }
}
