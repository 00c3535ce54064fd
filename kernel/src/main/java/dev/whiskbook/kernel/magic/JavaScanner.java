package dev.whiskbook.kernel.magic;

/**
 * Follows Java source line by line, as far as needed to know whether a line begins inside
 * something.
 */
public final class JavaScanner {

  private int depth;
  private boolean inComment;
  private boolean inTextBlock;

  /** Whether the next line begins outside brackets, block comments and text blocks. */
  public boolean isBetweenStatements() {
    return depth <= 0 && !inComment && !inTextBlock;
  }

  /** How many brackets are open. */
  public int depth() {
    return Math.max(depth, 0);
  }

  /** Takes in one line, without its line end. */
  public void line(String text) {
    int i = 0;
    while (i < text.length()) {
      if (inComment) {
        int end = text.indexOf("*/", i);
        inComment = end < 0;
        i = end < 0 ? text.length() : end + 2;
      } else if (inTextBlock) {
        i = afterTextBlock(text, i);
      } else {
        i = afterToken(text, i);
      }
    }
  }

  private int afterTextBlock(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith("\"\"\"", i)) {
        inTextBlock = false;
        return i + 3;
      }
    }
    return text.length();
  }

  private int afterToken(String text, int i) {
    char c = text.charAt(i);
    switch (c) {
      case '(', '[', '{' -> depth++;
      case ')', ']', '}' -> depth--;
      case '/' -> {
        if (text.startsWith("//", i)) {
          return text.length();
        }
        if (text.startsWith("/*", i)) {
          inComment = true;
          return i + 2;
        }
      }
      case '"' -> {
        if (text.startsWith("\"\"\"", i)) {
          inTextBlock = true;
          return i + 3;
        }
        return afterLiteral(text, i + 1, '"');
      }
      case '\'' -> {
        return afterLiteral(text, i + 1, '\'');
      }
      default -> {}
    }
    return i + 1;
  }

  private static int afterLiteral(String text, int start, char quote) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
    }
    return text.length();
  }
}
