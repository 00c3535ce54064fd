package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.WskProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An OpenWhisk endpoint: where it is and who we are there.
 *
 * @param name what users call it, for instance {@code default}, {@code standalone} or a host name
 * @param apihost scheme, host and port, for instance {@code https://openwhisk.example.org}
 * @param auth the key, {@code uuid:key}; never part of {@link #toString()}
 * @param namespace the namespace in request paths; {@code _} stands for the key's own
 * @param transport whom to trust there, and the way through a proxy
 */
public record Target(String name, URI apihost, String auth, String namespace, Transport transport) {

  /** Checks that the host is an http or https address and that the key has two parts. */
  public Target {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(transport, "transport");
    apihost = checkedHost(apihost.toString());
    int colon = auth.indexOf(':');
    if (colon < 1 || colon == auth.length() - 1) {
      throw new IllegalArgumentException(
          "The key for %s is not of the form uuid:key. `wsk property get --auth` shows yours."
              .formatted(apihost));
    }
  }

  /**
   * A target in the key's own namespace, certificates checked.
   *
   * @param apihost a URL or a bare host name, which then means https as it does for {@code wsk}
   * @param auth the key, {@code uuid:key}
   */
  public static Target of(String apihost, String auth) {
    URI host = checkedHost(apihost);
    return new Target(host.getHost(), host, auth.strip(), "_", Transport.STANDARD);
  }

  /**
   * The target that {@code wsk} would use, looked for in its order: {@code WHISK_APIHOST} and
   * {@code WHISK_AUTH}, each of which beats the file; then the file that {@code WSK_CONFIG_FILE}
   * names, or else {@code ~/.wskprops}.
   *
   * @param env the environment
   * @param home the user's home directory
   * @return empty when neither an API host nor a key is configured
   * @throws WhiskException if only one of the two is, or the file cannot be read
   */
  public static Optional<Target> resolve(Map<String, String> env, Path home) {
    return WskProperties.resolve(env, home);
  }

  /** The same endpoint under another name. */
  public Target withName(String newName) {
    return new Target(newName, apihost, auth, namespace, transport);
  }

  /** The same endpoint and key in another namespace. */
  public Target withNamespace(String newNamespace) {
    return new Target(name, apihost, auth, newNamespace, transport);
  }

  /** The same endpoint, with its certificate checked or not. */
  public Target withInsecure(boolean newInsecure) {
    return withTransport(transport.withInsecure(newInsecure));
  }

  /** The same endpoint, reached so. */
  public Target withTransport(Transport newTransport) {
    return new Target(name, apihost, auth, namespace, newTransport);
  }

  /** Whether certificates go unchecked, as with {@code wsk -i}. */
  public boolean insecure() {
    return transport.insecure();
  }

  @Override
  public String toString() {
    return "%s (%s, namespace %s%s)".formatted(name, apihost, namespace, transport.described());
  }

  private static URI checkedHost(String text) {
    String stripped = text.strip();
    String url = stripped.contains("://") ? stripped : "https://" + stripped;
    try {
      URI uri = URI.create(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (uri.getHost() != null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
        return URI.create(url.replaceAll("/+$", ""));
      }
    } catch (IllegalArgumentException e) {
      // Said below, in our words.
    }
    throw new IllegalArgumentException(
        "'%s' is no API host: give a host name or a URL such as https://openwhisk.example.org or http://127.0.0.1:3233."
            .formatted(text));
  }
}
