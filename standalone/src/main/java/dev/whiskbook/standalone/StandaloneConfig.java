package dev.whiskbook.standalone;

import dev.whiskbook.standalone.http.AuthKey;
import java.time.Duration;

/**
 * How a server is set up.
 *
 * @param host address to listen on; loopback unless the user asks for another
 * @param port port to listen on, 0 for any free one
 * @param key the namespace's key
 * @param memoryMb size of the container pool, at least 512 MB, the largest action
 * @param idleTimeout after which an unused container is destroyed
 */
public record StandaloneConfig(
    String host, int port, AuthKey key, int memoryMb, Duration idleTimeout) {
  /** Loopback, any free port, a random key, 2048 MB, 10 minutes. */
  public static StandaloneConfig defaults() {
    return new StandaloneConfig("127.0.0.1", 0, AuthKey.random(), 2048, Duration.ofMinutes(10));
  }
}
