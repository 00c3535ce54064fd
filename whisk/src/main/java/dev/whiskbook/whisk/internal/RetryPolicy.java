package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an action number is tried again.
 *
 * @param retries how many further attempts; waiting out a throttle is none
 * @param statuses the ends of an attempt after which another is made
 * @param deadline how long a number may take from its first attempt on; what is in flight then is
 *     broken off
 */
public record RetryPolicy(int retries, Set<Status> statuses, Optional<Duration> deadline) {
  private static final int RETRIES = 3;

  /** What holds unless said otherwise. */
  public static RetryPolicy standard() {
    return new RetryPolicy(RETRIES, statuses(RetryOn.safe()), Optional.empty());
  }

  RetryPolicy withRetries(int value) {
    return new RetryPolicy(value, statuses, deadline);
  }

  RetryPolicy withDeadline(Duration value) {
    return new RetryPolicy(retries, statuses, Optional.of(value));
  }

  RetryPolicy on(Set<RetryOn> ends) {
    return new RetryPolicy(retries, statuses(ends), deadline);
  }

  private static Set<Status> statuses(Set<RetryOn> ends) {
    return ends.stream().map(RetryOn::status).collect(Collectors.toUnmodifiableSet());
  }
}
