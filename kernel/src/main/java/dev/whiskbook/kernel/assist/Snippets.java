package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the Java of a cell apart into its snippets, by their brackets and first words. */
final class Snippets {

  /** What goes on after a closing brace. */
  private static final Set<String> CONTINUE = Set.of("else", "catch", "finally");

  private static final String CONTINUE_EXPRESSION = ";,.)]?:+-*/%&|^=<>[(";

  private final String text;
  private final List<Token> tokens;
  private final List<Snippet> snippets = new ArrayList<>();

  private Snippets(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens.stream().filter(token -> token.kind() != Kind.COMMENT).toList();
  }

  /** The snippets of a text, in order; the last may be unfinished. */
  static List<Snippet> of(String text, List<Token> tokens) {
    var split = new Snippets(text, tokens);
    int first = 0;
    while (first < split.tokens.size()) {
      first = split.snippet(first);
    }
    return split.snippets;
  }

  private int snippet(int first) {
    SnippetHeading heading = new SnippetHeading(text, tokens, first);
    int depth = 0;
    for (int i = first; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Kind.SYMBOL) {
        continue;
      }
      switch (text.charAt(token.start())) {
        case '(', '[', '{' -> depth++;
        case ')', ']' -> depth = Math.max(0, depth - 1);
        case '}' -> {
          depth = Math.max(0, depth - 1);
          if (depth == 0 && endsAt(i, first, heading)) {
            return add(heading, first, i, true);
          }
        }
        case ';' -> {
          if (depth == 0 && !goesOn(i, first)) {
            return add(heading, first, i, true);
          }
        }
        default -> {}
      }
    }
    return add(heading, first, tokens.size() - 1, false);
  }

  private int add(SnippetHeading heading, int first, int last, boolean whole) {
    snippets.add(
        new Snippet(
            heading.kind(),
            tokens.get(first).start(),
            whole ? tokens.get(last).end() : text.length(),
            heading.code(),
            heading.name(),
            whole));
    return last + 1;
  }

  /** Whether the snippet ends at this brace, which closes all that it opened. */
  private boolean endsAt(int brace, int first, SnippetHeading heading) {
    if (brace + 1 >= tokens.size()) {
      return true;
    }
    Token next = tokens.get(brace + 1);
    if (next.kind() == Kind.WORD) {
      return !goesOn(brace, first) && !next.is(text, "instanceof");
    }
    boolean block =
        heading.kind() != Snippet.Kind.STATEMENT
            || tokens.get(first).is(text, '{')
            || SnippetHeading.BLOCKS.contains(tokens.get(first).in(text));
    boolean symbol = next.kind() == Kind.SYMBOL;
    return !symbol
        || (block
            ? text.charAt(next.start()) != ';'
            : CONTINUE_EXPRESSION.indexOf(text.charAt(next.start())) < 0);
  }

  /** Whether the word behind this token belongs to the statement that it ends. */
  private boolean goesOn(int last, int first) {
    if (last + 1 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(last + 1);
    boolean loop = next.is(text, "while") && tokens.get(first).is(text, "do");
    return loop || (next.kind() == Kind.WORD && CONTINUE.contains(next.in(text)));
  }
}
