package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Rest;
import java.util.Optional;

/**
 * Deploys the run's action once more when a server that restarted without its data has lost it.
 * Safe for use by several threads: guarded by this.
 */
final class Redeployment {
  private final Rest rest;
  private final Optional<Action> action;
  private long lastMs;

  /**
   * @param action what to deploy; empty if only the server ever had it
   */
  Redeployment(Rest rest, Optional<Action> action) {
    this.rest = rest;
    this.action = action;
  }

  /** Whether the server has the action again, after it lacked it at that time or later. */
  synchronized boolean since(long ms) {
    if (action.isEmpty()) {
      return false;
    }
    if (ms <= lastMs) {
      return true; // another thread has done it meanwhile
    }
    try {
      rest.deploy(action.get());
      lastMs = System.currentTimeMillis();
      return true;
    } catch (WhiskException e) {
      return false; // the number's own failure says what is wrong
    }
  }
}
