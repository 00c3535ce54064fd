package dev.whiskbook.kernel;

/** Positions in text: Jupyter counts code points, Java counts {@code char}s. */
final class CodePoints {

  private CodePoints() {}

  /**
   * The index of the {@code char} at a position in code points; positions outside the text are
   * moved to its ends.
   */
  static int toIndex(String text, int codePoints) {
    int inside = Math.clamp(codePoints, 0, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, inside);
  }

  static int fromIndex(String text, int index) {
    return text.codePointCount(0, index);
  }
}
