package dev.whiskbook.magics.stats;

/**
 * Where a value lies with some confidence.
 *
 * @param low the lower end; NaN where the data tell no interval
 * @param high the upper end; NaN where the data tell no interval
 */
public record Interval(double low, double high) {

  /** Where the data tell no interval, as with a single measurement. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  /** Whether there is one. */
  public boolean isKnown() {
    return low <= high;
  }

  /** Whether the two have a point in common; false if either is unknown. */
  public boolean overlaps(Interval other) {
    return low <= other.high && other.low <= high;
  }

  /** Whether the value lies in it, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
