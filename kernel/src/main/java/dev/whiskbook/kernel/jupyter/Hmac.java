package dev.whiskbook.kernel.jupyter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * HMAC-SHA256, from the JDK's SHA-256. The JDK's own, {@code javax.crypto.Mac}, begins with a
 * search of every jar of the class path, which is a third of a kernel's start. May be used by any
 * number of threads at once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class Hmac {

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5c;

  /** Both have taken the key in, and are only cloned from then on. */
  private final MessageDigest inner;

  private final MessageDigest outer;

  Hmac(byte[] key) {
    byte[] block =
        Arrays.copyOf(key.length > BLOCK_BYTES ? sha256().digest(key) : key, BLOCK_BYTES);
    inner = begun(block, INNER_PAD);
    outer = begun(block, OUTER_PAD);
  }

  /** The code of the parts, one after another. */
  byte[] of(List<byte[]> parts) {
    MessageDigest digest = copy(inner);
    parts.forEach(digest::update);
    return copy(outer).digest(digest.digest());
  }

  private static MessageDigest begun(byte[] block, byte pad) {
    byte[] padded = block.clone();
    for (int i = 0; i < padded.length; i++) {
      padded[i] ^= pad;
    }
    MessageDigest digest = sha256();
    digest.update(padded);
    return digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's own SHA-256 can be cloned", e);
    }
  }
}
