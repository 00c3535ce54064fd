package dev.whiskbook.kernel.assist;

/**
 * A token of Java source.
 *
 * @param start where it begins in the text
 * @param end where it ends (exclusive)
 * @param closed whether a literal or comment has its end; code behind others is not code yet
 */
record Token(Kind kind, int start, int end, boolean closed) {

  enum Kind {
    /** A name or a keyword. */
    WORD,
    NUMBER,
    STRING,
    TEXT_BLOCK,
    CHARACTER,
    COMMENT,
    /** One character of an operator or separator. */
    SYMBOL
  }

  String in(String text) {
    return text.substring(start, end);
  }

  boolean is(String text, char symbol) {
    return kind == Kind.SYMBOL && text.charAt(start) == symbol;
  }

  boolean is(String text, String word) {
    return kind == Kind.WORD && end - start == word.length() && text.startsWith(word, start);
  }
}
