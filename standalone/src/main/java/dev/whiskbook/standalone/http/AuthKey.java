package dev.whiskbook.standalone.http;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/** The key of a namespace: {@code UUID:KEY} as in {@code ~/.wskprops}. */
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

  /** Never the key. */
  @Override
  public String toString() {
    return "AuthKey[" + text.substring(0, 8) + "…]";
  }
}
