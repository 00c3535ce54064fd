package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.assist.Token.Kind;
import java.util.List;
import java.util.Set;

/** What a snippet is, by its first tokens. */
final class SnippetHeading {

  /** Statements that end at their closing brace. */
  static final Set<String> BLOCKS =
      Set.of("if", "for", "while", "do", "try", "switch", "synchronized");

  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "default",
          "native",
          "transient",
          "volatile",
          "strictfp",
          "sealed");

  /** Words in front of a name and a bracket that are no type. */
  private static final Set<String> NO_TYPES =
      Set.of("new", "return", "throw", "assert", "yield", "else", "case", "package");

  private final String text;
  private final List<Token> tokens;
  private final int behindModifiers;
  private final int nameAt;
  private final Snippet.Kind kind;

  SnippetHeading(String text, List<Token> tokens, int first) {
    this.text = text;
    this.tokens = tokens;
    behindModifiers = behindModifiers(first);
    int type = typeNameAt();
    int method = type < 0 ? methodNameAt() : -1;
    nameAt = Math.max(type, method);
    kind =
        is(behindModifiers, "import")
            ? Snippet.Kind.IMPORT
            : type >= 0
                ? Snippet.Kind.TYPE
                : method >= 0 ? Snippet.Kind.METHOD : Snippet.Kind.STATEMENT;
  }

  Snippet.Kind kind() {
    return kind;
  }

  /** The name of a method or type; else empty. */
  String name() {
    return word(nameAt);
  }

  /** Where the snippet goes on behind its modifiers. */
  int code() {
    return behindModifiers < tokens.size() ? tokens.get(behindModifiers).start() : text.length();
  }

  private int behindModifiers(int first) {
    int at = first;
    while (at < tokens.size()) {
      if (is(at, '@') && !is(at + 1, "interface")) {
        at = behindAnnotation(at + 1);
      } else if (is(at, "non") && is(at + 1, '-') && is(at + 2, "sealed")) {
        at += 3;
      } else if (MODIFIERS.contains(word(at)) && !is(at + 1, '-') && !is(at + 1, ':')) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private int behindAnnotation(int name) {
    int at = name + 1;
    while (is(at, '.')) {
      at += 2;
    }
    return is(at, '(') ? behind(at, '(', ')') : at;
  }

  private int typeNameAt() {
    int at = behindModifiers;
    if (is(at, '@') && is(at + 1, "interface")) {
      return at + 2;
    }
    boolean record = is(at, "record") && (is(at + 2, '(') || is(at + 2, '<'));
    return record || is(at, "class") || is(at, "interface") || is(at, "enum") ? at + 1 : -1;
  }

  private int methodNameAt() {
    int type = is(behindModifiers, '<') ? behind(behindModifiers, '<', '>') : behindModifiers;
    int at = behindType(type);
    boolean method = at > 0 && !word(at).isEmpty() && !NO_TYPES.contains(word(at));
    return method && is(at + 1, '(') ? at : -1;
  }

  /** The token behind a type, or -1 where there is none. */
  private int behindType(int first) {
    if (word(first).isEmpty() || NO_TYPES.contains(word(first)) || BLOCKS.contains(word(first))) {
      return -1;
    }
    int at = first + 1;
    while (true) {
      if (is(at, '.') && !word(at + 1).isEmpty()) {
        at += 2;
      } else if (is(at, '<')) {
        at = behind(at, '<', '>');
      } else if (is(at, '[') && is(at + 1, ']')) {
        at += 2;
      } else {
        return at;
      }
    }
  }

  private int behind(int open, char opening, char closing) {
    int depth = 0;
    for (int at = open; at < tokens.size(); at++) {
      depth += is(at, opening) ? 1 : is(at, closing) ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return tokens.size();
  }

  private String word(int at) {
    boolean word = at >= 0 && at < tokens.size() && tokens.get(at).kind() == Kind.WORD;
    return word ? tokens.get(at).in(text) : "";
  }

  private boolean is(int at, char symbol) {
    return at < tokens.size() && tokens.get(at).is(text, symbol);
  }

  private boolean is(int at, String word) {
    return at < tokens.size() && tokens.get(at).is(text, word);
  }
}
