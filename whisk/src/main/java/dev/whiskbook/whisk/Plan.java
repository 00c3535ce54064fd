package dev.whiskbook.whisk;

/**
 * What a fan-out will take, known before anything is invoked.
 *
 * @param action the action's name
 * @param n how many actions
 * @param concurrency how many are in flight at once
 * @param waves how often that many fit into n
 * @param totalPayloadBytes size of all arguments together
 * @param maxPayloadBytes size of the largest
 * @param invocationsPerMinute what the namespace may invoke in a minute
 * @param throttledMinutes whole minutes that the run must wait for that budget, at the least
 */
public record Plan(
    String action,
    int n,
    int concurrency,
    int waves,
    long totalPayloadBytes,
    long maxPayloadBytes,
    int invocationsPerMinute,
    int throttledMinutes) {

  @Override
  public String toString() {
    String throttle =
        throttledMinutes == 0
            ? ""
            : "; at %,d invocations a minute it takes at least %,d min"
                .formatted(invocationsPerMinute, throttledMinutes);
    return "%s × %,d: %,d at once, %,d wave%s, arguments %,d bytes in all, the largest %,d%s"
        .formatted(
            action,
            n,
            concurrency,
            waves,
            waves == 1 ? "" : "s",
            totalPayloadBytes,
            maxPayloadBytes,
            throttle);
  }
}
