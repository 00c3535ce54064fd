package dev.whiskbook.kernel.notebook;

import java.util.regex.Pattern;

/** Text with the control characters that a terminal obeys. */
final class TerminalText {

  private static final Pattern ANSI = Pattern.compile("\\u001b\\[[0-9;?]*[ -/]*[@-~]");

  private TerminalText() {}

  /**
   * What a terminal shows in the end: after a carriage return, a line is overwritten from its
   * start; a backspace steps back by one. JupyterLab stores streams so, and a progress bar is one
   * line of the file instead of a thousand.
   */
  static String asShown(String text) {
    if (text.indexOf('\r') < 0 && text.indexOf('\b') < 0) {
      return text;
    }
    var shown = new StringBuilder();
    int lineStart = 0;
    int cursor = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> cursor = lineStart;
        case '\b' -> cursor = Math.max(lineStart, cursor - 1);
        case '\n' -> {
          shown.append(c);
          lineStart = shown.length();
          cursor = lineStart;
        }
        default -> {
          if (cursor < shown.length()) {
            shown.setCharAt(cursor, c);
          } else {
            shown.append(c);
          }
          cursor++;
        }
      }
    }
    return shown.toString();
  }

  /** The text without colours and other escape sequences. */
  static String plain(String text) {
    return ANSI.matcher(text).replaceAll("");
  }
}
