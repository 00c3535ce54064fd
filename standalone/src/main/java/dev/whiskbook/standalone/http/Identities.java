package dev.whiskbook.standalone.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The namespaces of this server. */
public final class Identities {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(Identity identity, byte[] key) {}

  private final List<Known> all;

  public Identities(List<Identity> all) {
    this.all = all.stream().map(i -> new Known(i, i.key().reveal().getBytes(UTF_8))).toList();
  }

  /** The owner of a namespace. */
  public Optional<Identity> owner(String namespace) {
    return all.stream()
        .map(Known::identity)
        .filter(i -> i.namespace().equals(namespace))
        .findFirst();
  }

  /**
   * Whose key an {@code Authorization} header holds.
   *
   * @throws ApiException with status 401 if there is none, or one that nobody has
   */
  Identity require(Optional<String> authorization) {
    byte[] given =
        authorization
            .flatMap(Identities::credentials)
            .orElseThrow(
                () ->
                    ApiException.rejection(
                        401,
                        "The resource requires authentication, which was not supplied with the"
                            + " request"));
    return find(given)
        .orElseThrow(() -> ApiException.rejection(401, "The supplied authentication is invalid"));
  }

  /** The same for endpoints that ask nobody for a key: a bad one counts as none. */
  Optional<Identity> recognise(Optional<String> authorization) {
    return authorization.flatMap(Identities::credentials).flatMap(this::find);
  }

  /** Every key is compared to its end, so that the time tells nothing about any of them. */
  private Optional<Identity> find(byte[] given) {
    Identity found = null;
    for (Known known : all) {
      if (MessageDigest.isEqual(given, known.key)) {
        found = known.identity;
      }
    }
    return Optional.ofNullable(found);
  }

  private static Optional<byte[]> credentials(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(header.substring(6).strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
