package dev.whiskbook.kernel.jshell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Finds the lines of cells behind the lines of the classes that JShell puts around snippets. */
final class SnippetLines {

  private SnippetLines() {}

  /** See {@link CodeWeaver#ready}. */
  static CellLine[] of(
      String className,
      List<Snippet> snippets,
      SourceCodeAnalysis analysis,
      Function<Snippet, Origin> origins) {
    var places = new ArrayList<CellLine>();
    for (Snippet snippet : snippets) {
      SnippetWrapper wrapper = analysis.wrapper(snippet);
      String outer = wrapper.fullClassName();
      Origin origin = origins.apply(snippet);
      boolean isIn = className.equals(outer) || className.startsWith(outer + "$");
      if (isIn && !origin.isHidden()) {
        add(wrapper, origin, places);
      }
    }
    return places.toArray(CellLine[]::new);
  }

  /** Asks for the place of every character: JShell may tear a snippet into pieces. */
  private static void add(SnippetWrapper wrapper, Origin origin, List<CellLine> places) {
    String source = wrapper.source();
    int[] lineOf = lines(wrapper.wrapped());
    int line = origin.line();
    for (int i = 0; i < source.length(); i++) {
      int wrapped = wrapper.sourceToWrappedPosition(i);
      if (!Character.isWhitespace(source.charAt(i)) && wrapped >= 0 && wrapped < lineOf.length) {
        while (places.size() <= lineOf[wrapped]) {
          places.add(null);
        }
        if (places.get(lineOf[wrapped]) == null) {
          places.set(lineOf[wrapped], new CellLine(origin, line));
        }
      }
      line += source.charAt(i) == '\n' ? 1 : 0;
    }
  }

  /** The line of each character, from 1. */
  private static int[] lines(String text) {
    int[] lines = new int[text.length()];
    int line = 1;
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}
