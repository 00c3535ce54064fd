package dev.whiskbook.standalone;

import dev.whiskbook.standalone.control.PoolConfig;
import dev.whiskbook.standalone.fault.Chaos;
import dev.whiskbook.standalone.fault.LatencyProfile;
import dev.whiskbook.standalone.http.AuthKey;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param front what clients see of it
 * @param pool the containers' memory and life
 * @param chaos faults injected from the start
 * @param profile latencies simulated from the start
 * @param responseCache true if actions may ask for their answers to be given again
 */
public record StandaloneConfig(
    FrontConfig front,
    PoolConfig pool,
    Chaos chaos,
    Optional<LatencyProfile> profile,
    boolean responseCache) {
  /** Loopback, any free port, a random key, OpenWhisk's pool, no faults. */
  public static StandaloneConfig defaults() {
    return new StandaloneConfig(
        FrontConfig.defaults(), PoolConfig.DEFAULT, Chaos.NONE, Optional.empty(), false);
  }

  /** The key of the first namespace. */
  public AuthKey key() {
    return front.identities().getFirst().key();
  }
}
