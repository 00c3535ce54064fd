package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.WhiskException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Waits for the record of one activation that outlasted its blocking invocation. */
final class LateRecord {
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;

  private LateRecord() {}

  /** OpenWhisk has no call that waits for a record, and says 404 until there is one. */
  static JsonNode await(Rest rest, String id) {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      Optional<JsonNode> record = rest.record(id);
      if (record.isPresent()) {
        return record.get();
      }
      LockSupport.parkNanos(pause * 1_000_000);
      if (Thread.currentThread().isInterrupted()) {
        throw new WhiskException(
            WhiskException.Problem.UNREACHABLE,
            "Interrupted while waiting for activation %s.".formatted(id));
      }
    }
  }
}
