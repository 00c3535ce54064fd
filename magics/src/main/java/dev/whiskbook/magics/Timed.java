package dev.whiskbook.magics;

import java.util.List;

/**
 * How long the same work took on so many actions.
 *
 * @param n the number of actions
 * @param timesMs the wall time of each repeat in milliseconds
 */
public record Timed(double n, List<Double> timesMs) {

  /** Copies the list. */
  public Timed {
    timesMs = List.copyOf(timesMs);
  }

  /** Of a single run. */
  public Timed(double n, double timeMs) {
    this(n, List.of(timeMs));
  }
}
