package dev.whiskbook.standalone.container.context;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * What the module {@code crypto} needs of the JDK. Bytes cross the border as strings of as many
 * characters.
 */
final class Digests {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_RANDOM_BYTES = 1 << 20;
  private static final Map<String, String> NAMES =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha3-256", "SHA3-256",
          "sha3-512", "SHA3-512");

  private Digests() {}

  static Map<String, ProxyExecutable> functions() {
    return Map.of(
        "random", a -> random(a[0].asInt()),
        "digest", a -> digest(a[0].asString(), a[1].asString()).orElse(null),
        "hmac", a -> hmac(a[0].asString(), a[1].asString(), a[2].asString()).orElse(null));
  }

  private static String random(int length) {
    byte[] bytes = new byte[Math.min(length, MOST_RANDOM_BYTES)];
    RANDOM.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  /** Empty if there is no such algorithm. */
  private static Optional<String> digest(String algorithm, String data) {
    return Optional.ofNullable(NAMES.get(algorithm.toLowerCase(Locale.ROOT)))
        .map(
            name -> {
              try {
                byte[] digest = MessageDigest.getInstance(name).digest(data.getBytes(ISO_8859_1));
                return new String(digest, ISO_8859_1);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has " + name, e);
              }
            });
  }

  private static Optional<String> hmac(String algorithm, String key, String data) {
    return Optional.ofNullable(NAMES.get(algorithm.toLowerCase(Locale.ROOT)))
        .map(
            name -> {
              try {
                String hmac =
                    "Hmac" + name.replaceFirst("^(MD5|SHA)-", "$1").replace("SHA-", "SHA");
                Mac mac = Mac.getInstance(hmac);
                byte[] secret = key.isEmpty() ? new byte[1] : key.getBytes(ISO_8859_1);
                mac.init(new SecretKeySpec(secret, hmac));
                return new String(mac.doFinal(data.getBytes(ISO_8859_1)), ISO_8859_1);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has HMACs of " + name, e);
              }
            });
  }
}
