package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.internal.journal.Accepted;

/** What workers tell the thread that runs the fan-out. */
sealed interface Event {
  /** An activation is known, and goes on. */
  record Running(Accepted accepted) implements Event {}

  /**
   * An attempt ended.
   *
   * @param last whether its result follows at once, unless another attempt was over first
   */
  record Attempted(Attempt attempt, boolean last) implements Event {}

  /** An action number is done with. */
  record Finished(ActionResult result) implements Event {}

  /** All workers have ended. */
  record Idle() implements Event {}

  /** All is held up. */
  record Waiting(String why, long ms) implements Event {}

  /** The run cannot go on. */
  record Broken(Throwable why) implements Event {}
}
