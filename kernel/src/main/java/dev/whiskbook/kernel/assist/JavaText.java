package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.Segment;
import java.util.List;

/** The Java of a cell, with everything in its place: magics are blank. */
final class JavaText {

  private JavaText() {}

  /**
   * A text as long as the cell, with the same line ends. A variable that a magic is assigned to is
   * a declaration in it.
   */
  static String of(String cell) {
    char[] java = cell.toCharArray();
    for (int i = 0; i < java.length; i++) {
      if (java[i] != '\n' && java[i] != '\r') {
        java[i] = ' ';
      }
    }
    for (Segment segment : CellParser.parse(cell)) {
      int start = lineStart(cell, segment.line());
      switch (segment) {
        case Segment.Java(String source, int line) -> {
          int end = lineStart(cell, line + (int) source.lines().count());
          cell.getChars(start, end, java, start);
        }
        case Segment.LineMagic magic ->
            magic.declaration().ifPresent(declaration -> declare(declaration, cell, start, java));
        default -> {}
      }
    }
    return new String(java);
  }

  private static void declare(String declaration, String cell, int lineStart, char[] java) {
    int start = cell.indexOf(declaration, lineStart);
    declaration.getChars(0, declaration.length(), java, start);
    java[cell.indexOf('=', start + declaration.length())] = ';';
  }

  /** The index at which a line begins, from 1; the end of the text for those behind it. */
  private static int lineStart(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    return start;
  }

  /** The snippets of a text up to a position; the last one goes on there, if only with nothing. */
  static List<Snippet> snippetsTo(String java, int position, List<Token> tokens) {
    String before = java.substring(0, position);
    List<Snippet> snippets = Snippets.of(before, tokens);
    if (snippets.isEmpty() || snippets.getLast().whole()) {
      snippets.add(new Snippet(Snippet.Kind.STATEMENT, position, position, position, "", false));
    }
    return snippets;
  }
}
