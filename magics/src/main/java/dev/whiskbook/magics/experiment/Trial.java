package dev.whiskbook.magics.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;

/**
 * One run that a sweep is to do.
 *
 * @param n how many actions
 * @param memoryMb memory of a container in MB; empty for the action's own
 * @param concurrency at most so many in flight; empty for as many as the namespace allows
 * @param repeat the how many-th of its kind, from 1
 */
public record Trial(int n, OptionalInt memoryMb, OptionalInt concurrency, int repeat) {

  /** What it has in common with its repeats and with other n. */
  public Setting setting() {
    return new Setting(memoryMb, concurrency);
  }

  /**
   * What is held while n varies.
   *
   * @param memoryMb memory of a container in MB
   * @param concurrency at most so many in flight
   */
  public record Setting(OptionalInt memoryMb, OptionalInt concurrency) {
    @Override
    public String toString() {
      String memory = memoryMb.isPresent() ? memoryMb.getAsInt() + " MB" : "";
      String atOnce = concurrency.isPresent() ? concurrency.getAsInt() + " at once" : "";
      return memory.isEmpty() || atOnce.isEmpty() ? memory + atOnce : memory + ", " + atOnce;
    }
  }

  /** A seed from 0 to 2^53 − 1 by which the journal knows this trial of this sweep again. */
  long seed(long sweepSeed, String fingerprint) {
    String text =
        "%d|%s|%d|%s|%s|%d".formatted(sweepSeed, fingerprint, n, memoryMb, concurrency, repeat);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> 11;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
