package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.WhiskException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What one attempt came to, and so what to do next. */
sealed interface Outcome {
  Attempt attempt();

  /** There is a result, or this number is done with for another reason than the policy's. */
  record Final(Attempt attempt, Optional<JsonNode> value) implements Outcome {
    static Final failed(Attempt attempt) {
      return new Final(attempt, Optional.empty());
    }
  }

  /**
   * It failed: another attempt may do, if the policy is to retry after such an end.
   *
   * @param afterMs how long the server asks us to wait before (Retry-After); 0 if it does not
   */
  record Failed(Attempt attempt, long afterMs) implements Outcome {
    Failed(Attempt attempt) {
      this(attempt, 0);
    }
  }

  /** Too many in this minute of the server's clock, which is over in so many ms. */
  record MinuteFull(Attempt attempt, long restMs) implements Outcome {}

  /**
   * Too many at once.
   *
   * @param afterMs how long the server asks us to wait (Retry-After); 0 if it does not
   */
  record TooManyAtOnce(Attempt attempt, long afterMs) implements Outcome {}

  /** No connection was made, so nothing was sent. */
  record Unreachable(Attempt attempt) implements Outcome {}

  /** The server knows no such action any more, for instance because it restarted. */
  record ActionGone(Attempt attempt, WhiskException why) implements Outcome {}

  /** Something that no other action number would get past either. */
  record Fatal(Attempt attempt, WhiskException why) implements Outcome {}
}
