package dev.whiskbook.whisk;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a fan-out need not go on: once the confidence interval of its estimate is narrow enough.
 *
 * <p>An interval at which one stops because it is narrow holds the mean somewhat less often than
 * its confidence says, most so after few results; and if quick results differ from slow ones, those
 * that had come by then are not a fair sample. For a figure to publish, choose n beforehand.
 *
 * @param halfWidth the interval's half width, below which it is enough; above 0
 * @param relative whether that is a share of the estimate instead of a number like it
 * @param atLeast how many results there must be, 2 or more
 */
public record Until(double halfWidth, boolean relative, int atLeast) {
  /** Below this the standard deviation itself is hardly known. */
  private static final int AT_LEAST = 30;

  private static final Pattern TEXT = Pattern.compile("\\s*ci\\s*<\\s*([^%\\s]+)\\s*(%?)\\s*");

  /** Checks the ranges. */
  public Until {
    if (!(halfWidth > 0) || Double.isInfinite(halfWidth)) {
      throw new IllegalArgumentException(
          "The width to stop at must be above 0, not %s.".formatted(halfWidth));
    }
    if (atLeast < 2) {
      throw new IllegalArgumentException(
          "An interval needs 2 results or more, not %d.".formatted(atLeast));
    }
  }

  /** Once the half width is below this number, of 30 results or more. */
  public static Until halfWidth(double below) {
    return new Until(below, false, AT_LEAST);
  }

  /** Once the half width is below this share of the estimate, of 30 results or more. */
  public static Until relativeHalfWidth(double below) {
    return new Until(below, true, AT_LEAST);
  }

  /** But not before there are so many results. */
  public Until atLeast(int results) {
    return new Until(halfWidth, relative, results);
  }

  /**
   * Reads {@code ci<1e-4}, or {@code ci<0.1%} of the estimate.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Until parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      try {
        double number = Double.parseDouble(matcher.group(1));
        return matcher.group(2).isEmpty() ? halfWidth(number) : relativeHalfWidth(number / 100);
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no condition to stop at: write ci<1e-4 for half the width of the confidence interval, or ci<0.1%% for a share of the estimate."
            .formatted(text));
  }

  /** Whether the estimate is precise enough. */
  public boolean holds(Estimate estimate) {
    return estimate.count() >= atLeast && estimate.halfWidth() < limit(estimate);
  }

  /**
   * At about how many results it will hold, if further ones are like those so far: the interval's
   * width falls with the square root of their number. Empty if the estimate does not tell.
   */
  public OptionalLong expectedCount(Estimate estimate) {
    double times = estimate.halfWidth() / limit(estimate);
    double count = Math.ceil(estimate.count() * times * times);
    return Double.isFinite(count)
        ? OptionalLong.of(Math.max(atLeast, (long) count))
        : OptionalLong.empty();
  }

  private double limit(Estimate estimate) {
    return relative ? halfWidth * Math.abs(estimate.mean()) : halfWidth;
  }

  @Override
  public String toString() {
    return relative ? "ci<%s%%".formatted(halfWidth * 100) : "ci<%s".formatted(halfWidth);
  }
}
