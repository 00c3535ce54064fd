package dev.whiskbook.standalone.fault;

import java.time.Duration;

/**
 * What an activation meets.
 *
 * @param lost true if it does not run and leaves no record
 * @param duplicate true if it runs twice
 * @param slowFactor how many times as long it takes; 1 for as long as it does
 * @param coldWait how long a cold one waits for its container
 * @param warmWait how long a warm one waits before it runs
 * @param clockSkew by how much its times are wrong
 * @param label what is simulated, for the record; empty if nothing
 */
public record ActivationFate(
    boolean lost,
    boolean duplicate,
    double slowFactor,
    Duration coldWait,
    Duration warmWait,
    Duration clockSkew,
    String label) {

  /** Nothing out of the ordinary. */
  public static final ActivationFate ORDINARY =
      new ActivationFate(false, false, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, "");

  /** True if it is as if there were no faults. */
  public boolean isOrdinary() {
    return equals(ORDINARY);
  }
}
