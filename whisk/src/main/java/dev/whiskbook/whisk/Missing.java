package dev.whiskbook.whisk;

/**
 * An action number without a result.
 *
 * @param i the action number, from 0
 * @param status how its last attempt ended
 * @param reason what went wrong, in words
 */
public record Missing(int i, Status status, String reason) {

  @Override
  public String toString() {
    return reason.isEmpty()
        ? "action %d: %s".formatted(i, status)
        : "action %d: %s: %s".formatted(i, status, reason);
  }
}
