package dev.whiskbook.whisk;

import java.util.Optional;

/**
 * How far a fan-out is.
 *
 * @param n how many actions there are
 * @param ok how many gave a result
 * @param failed how many ended without one
 * @param retried how many further attempts were needed so far
 * @param cold how many attempts initialised a container
 * @param elapsedMs milliseconds since the first invocation
 * @param inFlight how many invocations are on their way
 * @param estimate what the results so far say, if the fan-out is to make an estimate
 */
public record Progress(
    int n,
    int ok,
    int failed,
    int retried,
    int cold,
    long elapsedMs,
    int inFlight,
    Optional<Estimate> estimate) {

  /** Of a fan-out of n actions that has not begun. */
  public static Progress none(int n) {
    return new Progress(n, 0, 0, 0, 0, 0, 0, Optional.empty());
  }

  /** How many action numbers are done with. */
  public int done() {
    return ok + failed;
  }
}
