package dev.whiskbook.kernel.magic;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Session;

/**
 * Replaces {@code $name} and {@code {expression}} in a text of another language by the values of
 * Java: only where Java has a value, as {@code $HOME} and {@code {1..5}} are the shell's. Inside
 * single quotes, behind a backslash, and in {@code ${…}} all stays as it is.
 */
public final class Substitution {

  private final String text;
  private final Session session;
  private final StringBuilder result = new StringBuilder();
  private int at;

  private Substitution(String text, Session session) {
    this.text = text;
    this.session = session;
  }

  /** The text with the values of the session's variables and expressions in it. */
  public static String replace(String text, Session session) {
    if (text.indexOf('$') < 0 && text.indexOf('{') < 0) {
      return text;
    }
    var substitution = new Substitution(text, session);
    while (substitution.at < text.length()) {
      substitution.step();
    }
    return substitution.result.toString();
  }

  private void step() {
    char c = text.charAt(at);
    int end = at + 1;
    String value = null;
    switch (c) {
      case '\\' -> end = Math.min(at + 2, text.length());
      case '\'' -> {
        int closing = text.indexOf('\'', at + 1);
        end = closing < 0 ? at + 1 : closing + 1;
      }
      case '$' -> {
        if (text.startsWith("${", at)) {
          int closing = text.indexOf('}', at);
          end = closing < 0 ? at + 1 : closing + 1;
        } else {
          while (end < text.length()
              && Character.isJavaIdentifierPart(text.charAt(end))
              && text.charAt(end) != '$') {
            end++;
          }
          String name = text.substring(at + 1, end);
          value = session.variableType(name).isPresent() && !isAssigned(name) ? value(name) : null;
        }
      }
      case '{' -> {
        int closing = text.indexOf('}', at);
        int lineEnd = text.indexOf('\n', at);
        boolean onLine = closing > at + 1 && (lineEnd < 0 || closing < lineEnd);
        String expression = onLine ? text.substring(at + 1, closing) : "";
        value = isExpression(expression) ? value(expression) : null;
        end = value != null ? closing + 1 : end;
      }
      default -> {}
    }
    result.append(value != null ? value : text.substring(at, end));
    at = end;
  }

  /** Whether the text gives this name a value of its own, as a loop of the shell does. */
  private boolean isAssigned(String name) {
    return text.matches("(?s).*(^|[\\s;&|(])" + name + "=.*")
        || text.matches("(?s).*\\b(for|read|select)\\s+" + name + "\\b.*");
  }

  /**
   * Keeps what cannot be Java from the compiler: {@code {a,b}}, {@code {1..5}}, {@code { ls; }}.
   */
  private static boolean isExpression(String text) {
    return !text.isBlank()
        && !text.contains("..")
        && !text.contains(";")
        && !text.matches("[^(]*,.*");
  }

  private String value(String expression) {
    try {
      return String.valueOf(session.evaluate(expression));
    } catch (EvaluationException e) {
      return null; // not Java's: left as it is
    }
  }
}
