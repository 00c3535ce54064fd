package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.Traceback;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/** All that the compiler says against one cell, from the snippet on that it refused first. */
final class CompilationErrors {

  private static final int SHOWN = 10;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final List<String> lines = new ArrayList<>();

  /**
   * Names that snippets which were not executed may have declared: that they are missing is not
   * said again.
   */
  private final Set<String> pending = new HashSet<>();

  private String message = "this is not Java that can be evaluated";
  private OptionalInt line = OptionalInt.empty();
  private int count;

  CompilationErrors(SnippetRejected first) {
    message =
        first.errors().stream()
            .map(error -> SnippetErrors.message(error).lines().findFirst().orElse(""))
            .findFirst()
            .orElse(message);
    add(first);
    line = line.isEmpty() ? OptionalInt.of(first.origin().line()) : line;
  }

  /** Adds what is wrong with a snippet, if anything. */
  void add(SnippetRejected snippet) {
    for (Diag error : snippet.errors()) {
      if (!isPending(error, snippet.source())) {
        add(error, snippet);
      }
    }
    Matcher names = NAME.matcher(snippet.source());
    while (names.find()) {
      pending.add(names.group());
    }
  }

  boolean areEnough() {
    return count >= SHOWN;
  }

  private boolean isPending(Diag error, String source) {
    int start = Math.clamp(error.getStartPosition(), 0, source.length());
    Matcher name = NAME.matcher(source).region(start, source.length());
    return error.getCode().startsWith("compiler.err.cant.resolve")
        && name.find()
        && pending.contains(name.group());
  }

  private void add(Diag error, SnippetRejected snippet) {
    count++;
    if (count > SHOWN) {
      return;
    }
    String source = snippet.source();
    Origin origin = snippet.origin();
    int position = Math.clamp(error.getPosition(), 0, source.length());
    int inCell = origin.after(source.substring(0, position)).line();
    int column = position - (source.lastIndexOf('\n', position - 1) + 1);
    if (inCell == origin.line()) { // the snippet may begin in the middle of its line
      String firstLine = source.lines().findFirst().orElse("");
      column += Math.max(0, origin.textOf(inCell).indexOf(firstLine));
    }
    int length = (int) Math.max(1, error.getEndPosition() - error.getPosition());
    line = line.isEmpty() ? OptionalInt.of(inCell) : line;
    lines.add(Traceback.place(origin.cell(), inCell, column + 1, SnippetErrors.message(error)));
    lines.add(Traceback.sourceLine(inCell, origin.textOf(inCell)));
    lines.add(Traceback.caret(inCell, origin.textOf(inCell), column, length));
  }

  /** The error of the cell. */
  CellError describe() {
    var traceback = new ArrayList<String>();
    traceback.add(Traceback.headline("CompilationError", message));
    traceback.addAll(lines);
    if (count > SHOWN) {
      traceback.add("  and " + (count - SHOWN) + " more errors");
    }
    return new CellError("CompilationError", message, traceback, line);
  }
}
