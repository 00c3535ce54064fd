package dev.whiskbook.whisk.internal.fanout;

/**
 * How many invocations the server's clock minute takes. Its clock is known to about a second only
 * (the Date header is cut to that), so that what is sent near the turn of a minute is charged to
 * both. Not safe for use by several threads: the gate's lock guards it.
 */
final class MinuteBudget {
  static final long MINUTE_MS = 60_000;
  // Half of the header's second, and what a slow connection adds.
  private static final long UNCERTAIN_MS = 1_000;

  private final int perMinute;
  private final long clockOffsetMs;
  private long minute;
  private int used;
  private int usedInNext;

  /**
   * @param perMinute invocations that a minute takes
   * @param clockOffsetMs the server's clock minus ours
   */
  MinuteBudget(int perMinute, long clockOffsetMs) {
    this.perMinute = perMinute;
    this.clockOffsetMs = clockOffsetMs;
  }

  /**
   * Takes one invocation out of the budget.
   *
   * @param nowMs our clock
   * @return 0 if there was one left, else how long to wait for the next
   */
  long take(long nowMs) {
    long earliestMs = nowMs + clockOffsetMs - UNCERTAIN_MS;
    long latestMs = nowMs + clockOffsetMs + UNCERTAIN_MS;
    turnTo(Math.floorDiv(earliestMs, MINUTE_MS));
    boolean atTurn = Math.floorDiv(latestMs, MINUTE_MS) != minute;
    if (used >= perMinute || (atTurn && usedInNext >= perMinute)) {
      return MINUTE_MS - Math.floorMod(earliestMs, MINUTE_MS);
    }
    used++;
    usedInNext += atTurn ? 1 : 0;
    return 0;
  }

  private void turnTo(long now) {
    if (now == minute) {
      return;
    }
    used = now == minute + 1 ? usedInNext : 0;
    usedInNext = 0;
    minute = now;
  }

  @Override
  public String toString() {
    return "%,d invocations a minute are allowed".formatted(perMinute);
  }
}
