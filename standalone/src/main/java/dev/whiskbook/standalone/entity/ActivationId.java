package dev.whiskbook.standalone.entity;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of activations: 32 hexadecimal digits in lower case. */
public final class ActivationId {
  /** Length in characters. */
  public static final int LENGTH = 32;

  private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

  private ActivationId() {}

  /** A new random identifier. */
  public static String random() {
    UUID uuid = UUID.randomUUID();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(uuid.getMostSignificantBits())
        + hex.toHexDigits(uuid.getLeastSignificantBits());
  }

  /** True if {@code text} could have come from {@link #random}. */
  public static boolean isLegal(String text) {
    return LEGAL.matcher(text).matches();
  }
}
