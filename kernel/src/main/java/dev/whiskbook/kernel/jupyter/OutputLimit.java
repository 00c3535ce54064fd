package dev.whiskbook.kernel.jupyter;

/**
 * How much text one cell may print: what a front end does not read waits in the kernel's memory,
 * and a notebook of more than this does not open. Not thread-safe.
 */
final class OutputLimit {

  /** Megabytes (millions of characters); 64 where it is not set. */
  static final String VARIABLE = "WHISKBOOK_OUTPUT_LIMIT_MB";

  private static final int DEFAULT_MB = 64;
  private static final long MB = 1_000_000;

  private final long limitChars;
  private long left;

  OutputLimit(long limitChars) {
    this.limitChars = limitChars;
    left = limitChars;
  }

  /** The limit that the environment asks for, in characters. */
  static long charsOf(String megabytes) {
    try {
      return megabytes == null ? DEFAULT_MB * MB : Math.max(1, Integer.parseInt(megabytes)) * MB;
    } catch (NumberFormatException e) {
      Logs.LOG.log(
          System.Logger.Level.WARNING,
          () -> VARIABLE + " must be a number of megabytes, and is " + megabytes + ": using 64");
      return DEFAULT_MB * MB;
    }
  }

  /** As much of the text as the cell may still print, and a note where it ends. */
  String cut(String text) {
    if (left < 0) {
      return "";
    }
    if (text.length() <= left) {
      left -= text.length();
      return text;
    }
    String kept = text.substring(0, (int) left);
    left = -1;
    return kept
        + "\n[Output cut: this cell has printed more than "
        + limitChars
        + " characters. Write them to a file, or set "
        + VARIABLE
        + ".]\n";
  }
}
