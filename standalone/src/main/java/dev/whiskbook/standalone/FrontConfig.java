package dev.whiskbook.standalone;

import dev.whiskbook.standalone.http.AuthKey;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.management.Throttle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What clients see of a server.
 *
 * @param host address to listen on; loopback unless the user asks for another
 * @param port port to listen on, 0 for any free one
 * @param identities the namespaces with their keys, at least one
 * @param limits what every namespace may ask for in a minute and at once
 * @param clockSpeed how many minutes of the throttles, and of the {@code Date} header, pass in one
 * @param data folder that the state is kept in; if absent it lives as long as the server
 * @param tls what the connections are encrypted with; if absent they are not
 */
public record FrontConfig(
    String host,
    int port,
    List<Identity> identities,
    Throttle.Limits limits,
    int clockSpeed,
    Optional<Path> data,
    Optional<SSLContext> tls) {
  /** Loopback, any free port, the namespace {@code guest} with a random key, no throttles. */
  public static FrontConfig defaults() {
    return new FrontConfig(
        "127.0.0.1",
        0,
        List.of(new Identity("guest", AuthKey.random())),
        Throttle.Limits.NONE,
        1,
        Optional.empty(),
        Optional.empty());
  }
}
