package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.WhiskException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What one attempt came to, and so what to do next. */
sealed interface Outcome {
  Attempt attempt();

  /** The action ran, well or not, or never will: this number is done with. */
  record Final(Attempt attempt, Optional<JsonNode> value) implements Outcome {
    static Final failed(Attempt attempt) {
      return new Final(attempt, Optional.empty());
    }
  }

  /** OpenWhisk or the connection failed: another attempt may do. */
  record Retry(Attempt attempt) implements Outcome {}

  /** Too many in this minute of the server's clock, which is over in so many ms. */
  record MinuteFull(Attempt attempt, long restMs) implements Outcome {}

  /** Too many at once. */
  record TooManyAtOnce(Attempt attempt) implements Outcome {}

  /** Something that no other action number would get past either. */
  record Fatal(Attempt attempt, WhiskException why) implements Outcome {}
}
