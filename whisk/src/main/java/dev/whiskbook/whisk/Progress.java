package dev.whiskbook.whisk;

/**
 * How far a fan-out is.
 *
 * @param n how many actions there are
 * @param ok how many gave a result
 * @param failed how many ended without one
 * @param retried how many further attempts were needed so far
 * @param cold how many attempts initialised a container
 * @param elapsedMs milliseconds since the first invocation
 */
public record Progress(int n, int ok, int failed, int retried, int cold, long elapsedMs) {

  /** How many action numbers are done with. */
  public int done() {
    return ok + failed;
  }
}
