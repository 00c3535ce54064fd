package dev.whiskbook.kernel.assist;

/**
 * One snippet of a cell, whole or not.
 *
 * @param start where its first token begins
 * @param end where it ends (exclusive)
 * @param code where it goes on behind modifiers and annotations
 * @param name of a method or type; else empty
 * @param whole whether it has an end of its own, a semicolon or brace, rather than that of the text
 */
record Snippet(Kind kind, int start, int end, int code, String name, boolean whole) {

  enum Kind {
    IMPORT,
    METHOD,
    TYPE,
    /** A statement, an expression or a variable. */
    STATEMENT
  }

  String in(String text) {
    return text.substring(start, end);
  }

  /** With modifiers and annotations blanked, which local declarations must not have. */
  String withoutModifiers(String text) {
    return " ".repeat(code - start) + text.substring(code, end);
  }
}
