package dev.whiskbook.standalone.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The key of the one namespace: {@code UUID:KEY} as in {@code ~/.wskprops}. */
public final class AuthKey {
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F-]{36}:[A-Za-z0-9]{16,}");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String text;

  private AuthKey(String text) {
    this.text = text;
  }

  /** A key that nobody can guess. */
  public static AuthKey random() {
    var random = new SecureRandom();
    var key = new StringBuilder(64);
    for (int i = 0; i < 64; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new AuthKey(UUID.randomUUID() + ":" + key);
  }

  /**
   * Reads {@code UUID:KEY}.
   *
   * @throws IllegalArgumentException with a sentence for the user if {@code text} has another form
   */
  public static AuthKey parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "The key must have the form UUID:KEY, a UUID of 36 characters, a colon and at least 16"
              + " letters or digits.");
    }
    return new AuthKey(text);
  }

  /** The key in clear: for the owner's eyes only, never for a log. */
  public String reveal() {
    return text;
  }

  /** Checks a {@code Authorization} header, in time that does not depend on where it differs. */
  void check(Optional<String> authorization) {
    byte[] given =
        authorization
            .flatMap(AuthKey::credentials)
            .orElseThrow(
                () ->
                    ApiException.rejection(
                        401,
                        "The resource requires authentication, which was not supplied with the"
                            + " request"));
    if (!MessageDigest.isEqual(given, text.getBytes(UTF_8))) {
      throw ApiException.rejection(401, "The supplied authentication is invalid");
    }
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

  /** Never the key. */
  @Override
  public String toString() {
    return "AuthKey[" + text.substring(0, 8) + "…]";
  }
}
