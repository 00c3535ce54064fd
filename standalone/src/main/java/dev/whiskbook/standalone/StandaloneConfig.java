package dev.whiskbook.standalone;

import dev.whiskbook.standalone.control.PoolConfig;
import dev.whiskbook.standalone.fault.Chaos;
import dev.whiskbook.standalone.fault.LatencyProfile;
import dev.whiskbook.standalone.http.AuthKey;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param host address to listen on; loopback unless the user asks for another
 * @param port port to listen on, 0 for any free one
 * @param key the namespace's key
 * @param pool the containers' memory and life
 * @param chaos faults injected from the start
 * @param profile latencies simulated from the start
 */
public record StandaloneConfig(
    String host,
    int port,
    AuthKey key,
    PoolConfig pool,
    Chaos chaos,
    Optional<LatencyProfile> profile) {
  /** Loopback, any free port, a random key, OpenWhisk's pool, no faults. */
  public static StandaloneConfig defaults() {
    return new StandaloneConfig(
        "127.0.0.1", 0, AuthKey.random(), PoolConfig.DEFAULT, Chaos.NONE, Optional.empty());
  }
}
