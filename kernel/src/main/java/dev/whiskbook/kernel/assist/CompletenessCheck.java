package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completeness.Status;
import dev.whiskbook.kernel.assist.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Tells whether Java is whole. Each snippet is parsed in its surroundings: it is incomplete if the
 * parser first stumbles behind its end, and invalid if it stumbles in it.
 */
final class CompletenessCheck {

  private static final String TRY_ALONE =
      "compiler.err.try.without.catch.finally.or.resource.decls";

  private static final Completeness COMPLETE = new Completeness(Status.COMPLETE, "");
  private static final Completeness INVALID = new Completeness(Status.INVALID, "");

  private final UnitCompiler compiler;
  private final String java;
  private final List<Token> tokens;

  private CompletenessCheck(UnitCompiler compiler, String java) {
    this.compiler = compiler;
    this.java = java;
    tokens = JavaTokens.of(java, java.length());
  }

  static Completeness of(UnitCompiler compiler, String java) {
    return new CompletenessCheck(compiler, java).check();
  }

  private Completeness check() {
    int open = openBrackets();
    if (open < 0) {
      return INVALID;
    }
    List<Snippet> snippets = Snippets.of(java, tokens);
    for (Snippet snippet : snippets) {
      boolean last = snippet.equals(snippets.getLast());
      Status status = last && isUnclosed() ? Status.INCOMPLETE : status(snippet);
      if (status == Status.COMPLETE && last && open > 0) {
        status = Status.INCOMPLETE;
      }
      if (status == Status.INVALID || (status == Status.INCOMPLETE && !last)) {
        return INVALID;
      }
      if (status == Status.INCOMPLETE) {
        return new Completeness(status, Indentation.after(java, tokens));
      }
    }
    return isUnclosed()
        ? new Completeness(Status.INCOMPLETE, Indentation.after(java, tokens))
        : COMPLETE;
  }

  /** Whether the text ends in a block comment or text block. */
  private boolean isUnclosed() {
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    return last != null
        && !last.closed()
        && (last.kind() == Kind.TEXT_BLOCK
            || (last.kind() == Kind.COMMENT && java.startsWith("/*", last.start())));
  }

  /** How many brackets are open at the end; negative if one closes what is not open. */
  private int openBrackets() {
    Deque<Character> open = new ArrayDeque<>();
    for (Token token : tokens) {
      char c = token.kind() == Kind.SYMBOL ? java.charAt(token.start()) : ' ';
      switch (c) {
        case '(' -> open.push(')');
        case '[' -> open.push(']');
        case '{' -> open.push('}');
        case ')', ']', '}' -> {
          if (open.isEmpty() || open.pop() != c) {
            return -1;
          }
        }
        default -> {}
      }
    }
    return open.size();
  }

  private Status status(Snippet snippet) {
    String text = snippet.in(java).stripTrailing();
    if (text.isBlank() || snippet.code() >= snippet.start() + text.length()) {
      return Status.INCOMPLETE; // modifiers alone
    }
    return switch (snippet.kind()) {
      case IMPORT -> parsed("", text, "\nclass C {}");
      case METHOD, TYPE -> parsed("class C {", text, "\n}");
      case STATEMENT -> statement(snippet.withoutModifiers(java).stripTrailing());
    };
  }

  private Status statement(String text) {
    String before = "class C { void m() {";
    Diagnostic<? extends JavaFileObject> error = firstError(before, text, "\n}}");
    // An expression that is no statement is a snippet all the same.
    return error != null && error.getCode().equals("compiler.err.not.stmt")
        ? parsed("class C { Object o =", text.replaceFirst(";$", ""), "\n;}")
        : status(error, before.length() + text.length());
  }

  private Status parsed(String before, String text, String after) {
    return status(firstError(before, text, after), before.length() + text.length());
  }

  private Diagnostic<? extends JavaFileObject> firstError(
      String before, String text, String after) {
    List<Diagnostic<? extends JavaFileObject>> errors =
        compiler.syntaxErrors(before + text + after);
    return errors.isEmpty() ? null : errors.getFirst();
  }

  private static Status status(Diagnostic<? extends JavaFileObject> error, int end) {
    if (error == null) {
      return Status.COMPLETE;
    }
    if (error.getCode().equals(TRY_ALONE)) {
      return Status.INCOMPLETE;
    }
    if (error.getPosition() < end) {
      return Status.INVALID;
    }
    boolean semicolon = error.getMessage(Locale.ENGLISH).equals("';' expected");
    return semicolon ? Status.COMPLETE : Status.INCOMPLETE; // JShell adds a last semicolon
  }
}
