package dev.whiskbook.magics.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Counts and measurements as sentences have them. */
public final class Numbers {

  /** Below this, zeros behind the point are harder to read than a power of ten. */
  private static final double TINY = 1e-4;

  private static final MathContext FOUR = new MathContext(4);

  /** Digits behind the point of a second: clocks tell milliseconds, medians halves of them. */
  private static final int FINEST = 4;

  private Numbers() {}

  /** A count with its noun, such as {@code 1 cold start} or {@code 1,024 cold starts}. */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, noun);
  }

  /**
   * A number with so many digits in all, and with a power of ten only if it is tiny: {@code 1,250},
   * {@code 2.00}, {@code 4.20e-07}.
   */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value != 0 && Math.abs(value) < TINY) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    return plain(rounded, digits - rounded.precision() + rounded.scale());
  }

  /**
   * A time in seconds, with four digits at the most and none that the clock did not tell: {@code
   * 0.008}, {@code 12.35}, {@code 1,235}.
   *
   * @param ms the time in milliseconds
   */
  public static String seconds(double ms) {
    if (!Double.isFinite(ms)) {
      return Double.toString(ms);
    }
    BigDecimal rounded = BigDecimal.valueOf(ms).movePointLeft(3).round(FOUR).stripTrailingZeros();
    return plain(rounded, Math.min(rounded.scale(), FINEST));
  }

  private static String plain(BigDecimal number, int decimals) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, decimals) + "f", number);
  }
}
