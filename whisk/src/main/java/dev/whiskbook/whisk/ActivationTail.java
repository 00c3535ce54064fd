package dev.whiskbook.whisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that a target stores from now on, as {@code wsk activation poll} shows them. Not safe
 * for use by several threads.
 */
public final class ActivationTail {
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 25;

  /** So many are looked through even if they were seen: those that ran long stand further back. */
  private static final int ALWAYS_PAGES = 4;

  private static final int MOST_SEEN = 50_000;

  /** A record is listed by its start and stored at its end: no later than OpenWhisk lets it run. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Whisk whisk;
  private final Optional<String> action;
  private Instant newest = Instant.EPOCH;
  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_SEEN;
            }
          });

  ActivationTail(Whisk whisk, Optional<String> action) {
    this.whisk = whisk;
    this.action = action;
    unseen(false);
  }

  /**
   * Asks once for what was stored since the last time, or since this was made.
   *
   * @return whole records, in order of their start; at most the newest 5,000 of them
   */
  public List<Activation> next() {
    return unseen(true).reversed();
  }

  private List<Activation> unseen(boolean docs) {
    ActivationQuery query = ActivationQuery.newest(PAGE);
    query = docs ? query.withDocs() : query;
    query = action.isPresent() ? query.of(action.get()) : query;
    query = newest.equals(Instant.EPOCH) ? query : query.since(newest.minus(LONGEST));
    List<Activation> found = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Activation> records = whisk.activations(query.skip(page * PAGE));
      List<Activation> unseen = records.stream().filter(a -> seen.add(a.id())).toList();
      found.addAll(unseen);
      if (records.size() < PAGE || (unseen.isEmpty() && page >= ALWAYS_PAGES)) {
        break;
      }
    }
    for (Activation activation : found) {
      newest = activation.start().isAfter(newest) ? activation.start() : newest;
    }
    return found;
  }
}
