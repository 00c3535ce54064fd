package dev.whiskbook.whisk.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the actions of a fan-out are invoked.
 *
 * @param concurrency at most so many in flight; empty for as many as are allowed
 * @param blocking whether invocations wait for their results; empty for what suits the action
 * @param speculate whether stragglers get a second attempt
 * @param retry when an action number is tried again
 * @param recordPatience how long a record is waited for, beyond the action's time limit; empty for
 *     what suits a cluster
 */
public record Invocations(
    OptionalInt concurrency,
    Optional<Boolean> blocking,
    boolean speculate,
    RetryPolicy retry,
    Optional<Duration> recordPatience) {

  /** What holds unless said otherwise. */
  static Invocations standard() {
    return new Invocations(
        OptionalInt.empty(), Optional.empty(), false, RetryPolicy.standard(), Optional.empty());
  }

  Invocations withConcurrency(int value) {
    return new Invocations(OptionalInt.of(value), blocking, speculate, retry, recordPatience);
  }

  Invocations withBlocking(boolean value) {
    return new Invocations(concurrency, Optional.of(value), speculate, retry, recordPatience);
  }

  Invocations withSpeculation() {
    return new Invocations(concurrency, blocking, true, retry, recordPatience);
  }

  Invocations withRetry(RetryPolicy value) {
    return new Invocations(concurrency, blocking, speculate, value, recordPatience);
  }

  Invocations withRecordPatience(Duration value) {
    return new Invocations(concurrency, blocking, speculate, retry, Optional.of(value));
  }
}
