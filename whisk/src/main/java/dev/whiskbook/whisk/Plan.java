package dev.whiskbook.whisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param memoryMb memory limit of each container in MB
 * @param codeBytes size of the action's code in bytes; 0 if it is on the server already
 * @param serviceMs what an activation took in earlier runs, the median in ms; empty if there are
 *     none
 * @param blocking whether each invocation waits for its result; otherwise records are gathered
 * @param pricePerGbSecond what a GB of memory costs for a second, in whatever currency
 */
public record Plan(
    String action,
    int n,
    int concurrency,
    int waves,
    long totalPayloadBytes,
    long maxPayloadBytes,
    int invocationsPerMinute,
    int throttledMinutes,
    int memoryMb,
    long codeBytes,
    OptionalLong serviceMs,
    boolean blocking,
    double pricePerGbSecond) {

  /** Above this a run says how long it will take. */
  public static final Duration LONG = Duration.ofMinutes(2);

  private static final double MB_IN_GB = 1024;
  private static final int BILLING_MS = 100;

  /** How long the run will take, by earlier ones and the throttle; empty if neither tells. */
  public Optional<Duration> expectedWall() {
    Duration throttle = Duration.ofMinutes(throttledMinutes);
    if (serviceMs.isEmpty()) {
      return throttledMinutes == 0 ? Optional.empty() : Optional.of(throttle);
    }
    Duration service = Duration.ofMillis(serviceMs.getAsLong() * waves);
    return Optional.of(service.compareTo(throttle) > 0 ? service : throttle);
  }

  /**
   * When the run will have ended.
   *
   * @param begin when it begins
   * @return empty if that cannot be told
   */
  public Optional<Instant> expectedEnd(Instant begin) {
    return expectedWall().map(begin::plus);
  }

  /** Memory times time, each activation's time rounded up to 100 ms as clouds bill it; in GB·s. */
  public Optional<Double> gbSeconds() {
    if (serviceMs.isEmpty()) {
      return Optional.empty();
    }
    double seconds = Math.ceilDiv(serviceMs.getAsLong(), BILLING_MS) * BILLING_MS / 1e3;
    return Optional.of(n * seconds * memoryMb / MB_IN_GB);
  }

  /** What that costs. */
  public Optional<Double> cost() {
    return gbSeconds().map(gbSeconds -> gbSeconds * pricePerGbSecond);
  }

  /** When the run will have ended if it began now, in words; empty if that cannot be told. */
  public Optional<String> forecast() {
    return expectedWall()
        .map(
            wall ->
                wall.compareTo(LONG) < 0
                    ? String.format(Locale.ROOT, "about %.1f s", wall.toMillis() / 1e3)
                    : "about %,d min".formatted(Math.ceilDiv(wall.toSeconds(), 60)));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(200);
    text.append(
        "%s × %,d: %,d at once, %,d wave%s, arguments %,d bytes in all, the largest %,d"
            .formatted(
                action,
                n,
                concurrency,
                waves,
                waves == 1 ? "" : "s",
                totalPayloadBytes,
                maxPayloadBytes));
    if (throttledMinutes > 0) {
      text.append(
          "; at %,d invocations a minute it takes at least %,d min"
              .formatted(invocationsPerMinute, throttledMinutes));
    }
    if (!blocking) {
      text.append("; not blocking, as activations take longer than an invocation may wait");
    }
    if (serviceMs.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              "; by earlier runs %,d ms each: %s in all, %.2f GB·s at %d MB, which cost %.6f",
              serviceMs.getAsLong(),
              forecast().orElseThrow(),
              gbSeconds().orElseThrow(),
              memoryMb,
              cost().orElseThrow()));
    }
    return text.toString();
  }
}
