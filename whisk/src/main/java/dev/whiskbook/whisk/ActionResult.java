package dev.whiskbook.whisk;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came of one action number.
 *
 * @param i the action number, from 0
 * @param value the result; present if and only if {@code status} is {@link Status#SUCCESS}
 * @param status how the last attempt ended
 * @param error what went wrong, in words; empty on success
 * @param attempts every try, in order; empty if the run ended before the first
 */
public record ActionResult(
    int i, Optional<JsonNode> value, Status status, String error, List<Attempt> attempts) {

  /** Copies the list. */
  public ActionResult {
    attempts = List.copyOf(attempts);
  }

  /** Whether there is a result. */
  public boolean ok() {
    return value.isPresent();
  }
}
