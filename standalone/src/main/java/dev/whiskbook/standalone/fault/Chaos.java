package dev.whiskbook.standalone.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which faults are injected, and how often. Chances are from 0 to 1.
 *
 * @param cold how much longer each cold start takes
 * @param p429 chance that an invocation is refused with 429 and does not run
 * @param p5xx chance that an invocation is answered 500, 502, 503 or 504 and does not run
 * @param lost chance that an invocation is accepted with 202 and never heard of again
 * @param slow chance that an activation takes {@code slowFactor} times as long
 * @param disconnect chance that the connection breaks instead of the reply; the action has run
 * @param truncate chance that the connection breaks in the middle of the reply; the action has run
 * @param duplicate chance that an activation runs, and is recorded, twice under the same id
 * @param clockSkew how far the containers' clock is ahead of the API's; negative if behind
 * @param seed of all chances: the n-th invocation meets the same fate in each run
 */
public record Chaos(
    Duration cold,
    double p429,
    double p5xx,
    double lost,
    double slowFactor,
    double slow,
    double disconnect,
    double truncate,
    double duplicate,
    Duration clockSkew,
    long seed) {

  /** No faults. */
  public static final Chaos NONE =
      new Chaos(Duration.ZERO, 0, 0, 0, 1, 0, 0, 0, 0, Duration.ZERO, 1);

  /**
   * Reads {@code cold=2s,p429=5%,p5xx=2%,lost=1%,slow=2x@3%,disconnect=1%,truncate=0.5%,
   * duplicate=1%,clockskew=3s,seed=7}, each part optional, or {@code none}.
   *
   * @throws IllegalArgumentException with a sentence that names the wrong part
   */
  public static Chaos parse(String text) {
    return ChaosText.parse(text);
  }

  /** True if nothing is injected. */
  public boolean isNone() {
    return equals(new Chaos(Duration.ZERO, 0, 0, 0, 1, 0, 0, 0, 0, Duration.ZERO, seed));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    if (isNone()) {
      return "none";
    }
    List<String> parts = new ArrayList<>();
    duration(parts, "cold", cold);
    chance(parts, "p429", "", p429);
    chance(parts, "p5xx", "", p5xx);
    chance(parts, "lost", "", lost);
    chance(parts, "slow", ChaosText.number(slowFactor) + "x@", slow);
    chance(parts, "disconnect", "", disconnect);
    chance(parts, "truncate", "", truncate);
    chance(parts, "duplicate", "", duplicate);
    duration(parts, "clockskew", clockSkew);
    parts.add("seed=" + seed);
    return String.join(",", parts);
  }

  private static void chance(List<String> parts, String key, String before, double chance) {
    if (chance > 0) {
      parts.add(key + "=" + before + ChaosText.number(chance * 100) + "%");
    }
  }

  private static void duration(List<String> parts, String key, Duration duration) {
    if (!duration.isZero()) {
      parts.add(key + "=" + duration.toMillis() + "ms");
    }
  }
}
