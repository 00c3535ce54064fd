package dev.whiskbook.whisk;

import java.util.Locale;

/**
 * What deploying did.
 *
 * @param change whether the server's action had to be made, changed, or was right already
 * @param action the action as the server has it now
 */
public record Deployment(Change change, DeployedAction action) {

  /** What happened to the server's action. */
  public enum Change {
    /** There was none of this name. */
    CREATED,
    /** Code, limits, parameters or annotations differed. */
    UPDATED,
    /** Nothing differed, so nothing was sent. */
    UNCHANGED
  }

  @Override
  public String toString() {
    return "%s %s, version %s"
        .formatted(change.name().toLowerCase(Locale.ROOT), action.name(), action.version());
  }
}
