package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.assist.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How far the next line of unfinished Java is indented. */
final class Indentation {

  private static final String STEP = "    ";

  private final String text;

  private Indentation(String text) {
    this.text = text;
  }

  /** What the line behind a text that ends in these tokens begins with. */
  static String after(String text, List<Token> tokens) {
    var indentation = new Indentation(text);
    Token last = tokens.getLast();
    return last.closed() || last.kind() == Kind.STRING
        ? indentation.ofCode(tokens)
        : indentation.inLiteral(last);
  }

  /** Lines of a text block and of a comment begin as the one before. */
  private String inLiteral(Token last) {
    int lineStart = text.stripTrailing().lastIndexOf('\n') + 1;
    String before = indentAt(lineStart);
    if (last.kind() != Kind.COMMENT) {
      return before;
    }
    String line = text.substring(lineStart).strip();
    return before + (line.startsWith("/*") ? " * " : line.startsWith("*") ? "* " : "");
  }

  private String ofCode(List<Token> tokens) {
    Deque<Token> brackets = new ArrayDeque<>();
    Deque<Integer> outer = new ArrayDeque<>(); // where the statements around open braces begin
    int statement = -1; // where the statement of the last token begins
    boolean ended = true;
    boolean label = false;
    for (Token token : tokens) {
      if (token.kind() == Kind.COMMENT) {
        continue;
      }
      if (ended) {
        statement = token.start();
      }
      char c = token.kind() == Kind.SYMBOL ? text.charAt(token.start()) : ' ';
      label = c == ':' && isLabel(statement) && isInBlock(brackets);
      ended = label || (c == ';' && isInBlock(brackets));
      switch (c) {
        case '(', '[' -> brackets.push(token);
        case '{' -> {
          brackets.push(token);
          outer.push(statement);
          ended = true;
        }
        case ')', ']' -> brackets.poll();
        case '}' -> {
          brackets.poll();
          statement = outer.isEmpty() ? statement : outer.pop();
          ended = true;
        }
        default -> {}
      }
    }
    Token bracket = brackets.peek();
    if (bracket != null && isLast(bracket, tokens)) {
      return indentAt(bracket.start()) + STEP;
    }
    if (bracket != null && !isInBlock(brackets)) {
      return indentAt(tokens.getLast().start());
    }
    boolean annotation = statement >= 0 && text.startsWith("@", statement);
    return indentAt(Math.max(0, statement)) + (label || (!ended && !annotation) ? STEP : "");
  }

  private boolean isLabel(int statement) {
    return text.startsWith("case", statement) || text.startsWith("default", statement);
  }

  private boolean isInBlock(Deque<Token> brackets) {
    return brackets.isEmpty() || brackets.peek().is(text, '{');
  }

  /** Whether nothing but comments stands behind a bracket, or what does is on its line. */
  private boolean isLast(Token bracket, List<Token> tokens) {
    return text.substring(bracket.start(), tokens.getLast().end()).indexOf('\n') < 0;
  }

  private String indentAt(int position) {
    int lineStart = text.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    int end = lineStart;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(lineStart, end);
  }
}
