package dev.whiskbook.whisk.internal;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that a server is reached through: a given one, or what {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY} and {@code NO_PROXY} say, in either case of letters, as {@code wsk} and curl read
 * them. The machine itself is reached directly unless a proxy was given.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> env;
  private final Optional<URI> given;

  EnvironmentProxies(Map<String, String> env, Optional<URI> given) {
    this.env = Map.copyOf(env);
    this.given = given;
  }

  @Override
  public List<Proxy> select(URI server) {
    return uri(server)
        .map(
            p ->
                new Proxy(
                    Proxy.Type.HTTP, InetSocketAddress.createUnresolved(p.getHost(), port(p))))
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI server, SocketAddress proxy, java.io.IOException e) {
    // The call fails with this, and says so.
  }

  /** The proxy, perhaps with user and password. */
  Optional<URI> uri(URI server) {
    if (given.isPresent()) {
      return given;
    }
    String host = String.valueOf(server.getHost()).toLowerCase(Locale.ROOT);
    if (isHere(host) || isExcepted(host)) {
      return Optional.empty();
    }
    String name = server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
    return variable(name).flatMap(EnvironmentProxies::read);
  }

  private static Optional<URI> read(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      return Optional.of(uri).filter(u -> u.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // as curl does, rather than to fail over a stray variable
    }
  }

  private static int port(URI proxy) {
    return proxy.getPort() < 0 ? 80 : proxy.getPort();
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private boolean isExcepted(String host) {
    return variable("NO_PROXY").stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .map(each -> each.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(env.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(env.get(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
