package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of Java source that may end anywhere. The compiler's own scanner is not exported, and
 * says nothing of where an unfinished literal began.
 */
final class JavaTokens {

  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  private JavaTokens(String text) {
    this.text = text;
  }

  /** The tokens of a text that ends here, comments among them. */
  static List<Token> of(String text, int end) {
    var scan = new JavaTokens(text.substring(0, end));
    int at = 0;
    while (at < end) {
      at = scan.next(at);
    }
    return scan.tokens;
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return add(Kind.COMMENT, at, end < 0 ? text.length() : end, end >= 0);
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return add(Kind.COMMENT, at, end < 0 ? text.length() : end + 2, end >= 0);
    }
    if (text.startsWith("\"\"\"", at)) {
      return literal(Kind.TEXT_BLOCK, at, "\"\"\"");
    }
    if (c == '"') {
      return literal(Kind.STRING, at, "\"");
    }
    if (c == '\'') {
      return literal(Kind.CHARACTER, at, "'");
    }
    if (Character.isDigit(c)) {
      return add(Kind.NUMBER, at, numberEnd(at), true);
    }
    int codePoint = text.codePointAt(at);
    if (Character.isJavaIdentifierStart(codePoint)) {
      return add(Kind.WORD, at, wordEnd(text, at), true);
    }
    return add(Kind.SYMBOL, at, at + Character.charCount(codePoint), true);
  }

  private int literal(Kind kind, int start, String quote) {
    for (int i = start + quote.length(); i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(quote, i)) {
        return add(kind, start, i + quote.length(), true);
      } else if (kind != Kind.TEXT_BLOCK && text.charAt(i) == '\n') {
        return add(kind, start, i, false);
      }
    }
    return add(kind, start, text.length(), false);
  }

  private int add(Kind kind, int start, int end, boolean closed) {
    tokens.add(new Token(kind, start, end, closed));
    return end;
  }

  private int numberEnd(int at) {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean fraction =
          c == '.' && end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
      if (!fraction && !Character.isLetterOrDigit(c) && c != '_') {
        break;
      }
      end++;
    }
    return end;
  }

  /** Where the name that goes on at this position ends. */
  static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** Where the name that ends at this position begins; the position itself if there is none. */
  static int wordStart(String text, int at) {
    int start = at;
    while (start > 0 && Character.isJavaIdentifierPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    return start;
  }
}
