package dev.whiskbook.kernel.magic;

import dev.whiskbook.kernel.EvaluationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a magic's line. They are split at white space, quotes keep words together, and
 * {@code $name} or {@code {expression}} is replaced by the value of the Java variable or
 * expression, as text; single quotes and a backslash keep both as they stand.
 */
final class MagicArguments {

  /** Evaluates a Java expression of the session. */
  @FunctionalInterface
  interface Evaluator {
    Object evaluate(String expression) throws EvaluationException;
  }

  private final String text;
  private final Evaluator evaluator;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private MagicArguments(String text, Evaluator evaluator) {
    this.text = text;
    this.evaluator = evaluator;
  }

  /**
   * @throws MagicException if a quote or brace is not closed, or an expression has no value
   */
  static List<String> parse(String text, Evaluator evaluator) {
    var arguments = new MagicArguments(text, evaluator);
    arguments.parse();
    return arguments.words;
  }

  private void parse() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\'' -> literal(closing('\'', at + 1));
        case '"' -> doubleQuoted();
        default -> {
          if (Character.isWhitespace(c)) {
            endWord();
            at++;
          } else {
            unquoted();
          }
        }
      }
    }
    endWord();
  }

  private void literal(int end) {
    append(text.substring(at + 1, end));
    at = end + 1;
  }

  private void doubleQuoted() {
    int end = closing('"', at + 1);
    append("");
    at++;
    while (at < end) {
      unquoted();
    }
    at = end + 1;
  }

  /** Takes one character, escape, {@code $name} or {@code {expression}}. */
  private void unquoted() {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      append(String.valueOf(text.charAt(at + 1)));
      at += 2;
    } else if (c == '{') {
      int end = closingBrace();
      append(value(text.substring(at + 1, end)));
      at = end + 1;
    } else if (c == '$'
        && at + 1 < text.length()
        && Character.isJavaIdentifierStart(text.charAt(at + 1))) {
      int end = at + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      append(value(text.substring(at + 1, end)));
      at = end;
    } else {
      append(String.valueOf(c));
      at++;
    }
  }

  private String value(String expression) {
    try {
      return String.valueOf(evaluator.evaluate(expression));
    } catch (EvaluationException e) {
      throw new MagicException(
          "'" + expression.strip() + "' has no value here: " + e.getMessage(), e);
    }
  }

  private int closing(char quote, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    throw new MagicException("The quote " + quote + " is not closed in: " + text);
  }

  private int closingBrace() {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new MagicException(
        "The brace { is not closed in: " + text + ". Quote it with ' if it is meant as text.");
  }

  private void append(String part) {
    word.append(part);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
