package dev.whiskbook.standalone.entity;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Identifiers of activations: 32 hexadecimal digits in lower case. */
public final class ActivationId {
  /** Length in characters. */
  public static final int LENGTH = 32;

  private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

  private ActivationId() {}

  /** A new random identifier; no secret, as nobody reads a record without the namespace's key. */
  public static String random() {
    var random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** True if {@code text} could have come from {@link #random}. */
  public static boolean isLegal(String text) {
    return LEGAL.matcher(text).matches();
  }
}
