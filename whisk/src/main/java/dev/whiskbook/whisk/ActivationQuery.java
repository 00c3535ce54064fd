package dev.whiskbook.whisk;

import java.time.Instant;
import java.util.Optional;

/**
 * Which activations to list, newest first.
 *
 * @param name only those of this action; empty for all
 * @param since only those that started then or later
 * @param upto only those that started then or earlier
 * @param limit 1 to 200 of them
 * @param skip after so many
 * @param docs whether to bring whole records (results and logs) or summaries
 */
public record ActivationQuery(
    Optional<String> name,
    Optional<Instant> since,
    Optional<Instant> upto,
    int limit,
    int skip,
    boolean docs) {

  /** Checks the range that the server would refuse. */
  public ActivationQuery {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit must be 1 to 200, not %d.".formatted(limit));
    }
    if (skip < 0) {
      throw new IllegalArgumentException("skip must be 0 or more, not %d.".formatted(skip));
    }
  }

  /** The newest activations of all actions, as summaries. */
  public static ActivationQuery newest(int limit) {
    return new ActivationQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), limit, 0, false);
  }

  /** Only those of this action. */
  public ActivationQuery of(String action) {
    return new ActivationQuery(Optional.of(action), since, upto, limit, skip, docs);
  }

  /** Only those that started then or later. */
  public ActivationQuery since(Instant time) {
    return new ActivationQuery(name, Optional.of(time), upto, limit, skip, docs);
  }

  /** Only those that started then or earlier. */
  public ActivationQuery upto(Instant time) {
    return new ActivationQuery(name, since, Optional.of(time), limit, skip, docs);
  }

  /** Leaving out so many of the newest. */
  public ActivationQuery skip(int rows) {
    return new ActivationQuery(name, since, upto, limit, rows, docs);
  }

  /** With results and logs. */
  public ActivationQuery withDocs() {
    return new ActivationQuery(name, since, upto, limit, skip, true);
  }
}
