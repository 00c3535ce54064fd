package dev.whiskbook.magics.stats;

/**
 * The serial fraction that a measured speed-up reveals (Karp and Flatt, Communications of the ACM
 * 33(5), 1990). Constant over n: work that cannot be shared holds the speed-up back. Growing with
 * n: the overhead of sharing does.
 */
public final class KarpFlatt {

  private KarpFlatt() {}

  /**
   * The serial fraction.
   *
   * @param speedup against one action, above 0
   * @param n how many actions, above 1
   * @return 0 for a speed-up of n, 1 for none at all; below 0 for more than n, above 1 for a
   *     slow-down; NaN if n is 1 or the speed-up no positive number
   */
  public static double serialFraction(double speedup, double n) {
    if (!(n > 1) || !(speedup > 0)) {
      return Double.NaN;
    }
    return (1 / speedup - 1 / n) / (1 - 1 / n);
  }
}
