package dev.whiskbook.magics.plot;

import dev.whiskbook.whisk.Status;

/**
 * One activation on the time axis of its run: seconds since the first invocation, in order {@code
 * submit ≤ start ≤ work ≤ end ≤ seen}.
 *
 * @param i the action number
 * @param cold whether its container was initialised for it
 * @param container its name; empty where the server does not tell
 * @param submit when it was invoked
 * @param start when its initialisation or else its run began
 * @param work when its run began
 * @param end when its run ended
 * @param seen when the client had its result
 */
public record Activity(
    int i,
    Status status,
    boolean cold,
    String container,
    double submit,
    double start,
    double work,
    double end,
    double seen) {

  /** Whether it gave a result. */
  public boolean ok() {
    return status == Status.SUCCESS;
  }

  /** Seconds in its container, initialisation included. */
  public double service() {
    return end - start;
  }
}
