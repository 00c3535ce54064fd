package dev.whiskbook.kernel;

import dev.whiskbook.kernel.magic.JavaScanner;

/** How far the next line of unfinished Java is indented. */
final class Indentation {

  private static final String STEP = "    ";

  private Indentation() {}

  /** Four spaces for each bracket that is open. */
  static String after(String source) {
    var scanner = new JavaScanner();
    source.lines().forEach(scanner::line);
    return STEP.repeat(scanner.depth());
  }
}
