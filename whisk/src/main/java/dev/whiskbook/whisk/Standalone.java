package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Rest;
import dev.whiskbook.whisk.internal.StandaloneDocuments;
import java.util.Optional;

/**
 * What the embedded OpenWhisk, or one that runs as {@code whiskbook serve}, tells and lets change
 * beyond OpenWhisk's own API. All methods throw {@link WhiskException}, with {@link
 * WhiskException.Problem#NOT_FOUND} if the target is another OpenWhisk.
 */
public final class Standalone {
  private final Rest rest;

  Standalone(Rest rest) {
    this.rest = rest;
  }

  /** Pool, counters and queues at this moment. */
  public StandaloneStatus status() {
    return StandaloneDocuments.status(rest.target(), rest.standalone("status"));
  }

  /** What it simulates. */
  public StandaloneStatus.Settings settings() {
    return StandaloneDocuments.settings(rest.standalone("settings"));
  }

  /**
   * Simulates latencies and injects faults from the next request on. What is empty stays as it is.
   *
   * @param profile {@code docker}, {@code kubernetes}, {@code kubernetes-agent} or {@code none}
   * @param chaos such as {@code p429=5%,slow=2x@3%,seed=1}, or {@code none}
   * @return the settings as they are now
   */
  public StandaloneStatus.Settings simulate(Optional<String> profile, Optional<String> chaos) {
    return StandaloneDocuments.settings(
        rest.changeStandalone("settings", StandaloneDocuments.change(profile, chaos)));
  }

  /**
   * Lets actions ask for an answer to be given again without a run, from the next request on, or no
   * more. They ask by a field {@code "Cache-Control": "max-age=SECONDS"} of their result, or of its
   * {@code headers}; such activations have {@code response-cache} for their container.
   *
   * @return the settings as they are now
   */
  public StandaloneStatus.Settings responseCache(boolean on) {
    return StandaloneDocuments.settings(
        rest.changeStandalone("settings", StandaloneDocuments.change(on)));
  }
}
