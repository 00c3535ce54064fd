package dev.whiskbook.whisk;

import java.util.EnumSet;
import java.util.Set;

/**
 * Ends of an attempt after which another one is made. The default is what is safe for actions
 * without side effects: failures that are not the action's own, whether it ran or not.
 */
public enum RetryOn {
  /** OpenWhisk says that it failed itself: whisk internal error, or a 5xx in its words. */
  WHISK(Status.INTERNAL_ERROR),
  /** The connection broke or a proxy failed; the activation may have run. */
  CONNECTION(Status.CONNECTION_FAILED),
  /** It was accepted, but its record never turned up. */
  NO_RECORD(Status.NO_RECORD),
  /** The action threw, timed out or crashed: for actions that fail by chance. */
  DEVELOPER(Status.DEVELOPER_ERROR),
  /** The action returned an error: for actions that fail by chance. */
  APPLICATION(Status.APPLICATION_ERROR);

  private final Status status;

  RetryOn(Status status) {
    this.status = status;
  }

  /** How such an attempt ends. */
  public Status status() {
    return status;
  }

  /** What is retried unless said otherwise. */
  public static Set<RetryOn> safe() {
    return EnumSet.of(WHISK, CONNECTION);
  }
}
