package dev.whiskbook.whisk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a target is reached.
 *
 * @param insecure whether certificates go unchecked, as with {@code wsk -i}
 * @param certificateAuthority a PEM file with the certificates that vouch for the server, in the
 *     place of those that the JDK knows
 * @param proxy an HTTP proxy, {@code http://host:port}, with {@code user:password@} before the host
 *     if it asks for that; without, as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}
 *     say
 */
public record Transport(
    boolean insecure, Optional<Path> certificateAuthority, Optional<URI> proxy) {
  /** Certificates checked against those that the JDK knows; a proxy if the environment has one. */
  public static final Transport STANDARD = new Transport(false, Optional.empty(), Optional.empty());

  /** Checks that the proxy is one that can be used. */
  public Transport {
    Objects.requireNonNull(certificateAuthority, "certificateAuthority");
    if (proxy.isPresent()) {
      URI uri = proxy.get();
      if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
        throw new IllegalArgumentException(
            "A proxy is http://host:port, not %s.".formatted(withoutPassword(uri)));
      }
    }
    if (insecure && certificateAuthority.isPresent()) {
      throw new IllegalArgumentException(
          "Either certificates are checked against a file, or not at all: --ca and --insecure exclude each other.");
    }
  }

  Transport withInsecure(boolean value) {
    return new Transport(value, certificateAuthority, proxy);
  }

  /** Words for {@link Target#toString}, each with a comma before it. */
  String described() {
    return (insecure ? ", certificate unchecked" : "")
        + certificateAuthority.map(file -> ", certificates of " + file).orElse("")
        + proxy.map(uri -> ", through " + withoutPassword(uri)).orElse("");
  }

  private static String withoutPassword(URI uri) {
    return uri.toString().replaceFirst("//[^/]*@", "//");
  }

  @Override
  public String toString() {
    return described().replaceFirst("^, ", "");
  }
}
