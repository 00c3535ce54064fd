package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.magic.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A magic up to the cursor.
 *
 * @param name without percent signs
 * @param words its arguments before the one at the cursor
 * @param word what stands before the cursor of the one that is being written
 * @param start where that word begins in the cell
 * @param body whether the cursor is in the lines under a cell magic; the word is that of its line
 */
record MagicLine(
    Magics.Kind kind, String name, List<String> words, String word, int start, boolean body) {

  /** The magic in which a text ends, if it ends in one. */
  static Optional<MagicLine> at(String text) {
    List<Segment> segments = CellParser.parse(text);
    return segments.isEmpty()
        ? Optional.empty()
        : switch (segments.getLast()) {
          case Segment.Java _ -> Optional.empty();
          case Segment.LineMagic magic ->
              text.endsWith("\n")
                  ? Optional.empty()
                  : Optional.of(of(Magics.Kind.LINE, magic.name(), text, magic.line(), false));
          case Segment.CellMagic magic -> {
            int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
            boolean body = lines > magic.line();
            yield Optional.of(of(Magics.Kind.CELL, magic.name(), text, magic.line(), body));
          }
        };
  }

  private static MagicLine of(Magics.Kind kind, String name, String text, int line, boolean body) {
    int start = body ? text.lastIndexOf('\n') + 1 : lineStart(text, line);
    List<String> words = new ArrayList<>();
    int wordStart = start;
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (i > wordStart) {
          words.add(text.substring(wordStart, i));
        }
        wordStart = i + 1;
      } else if (c == '\\') {
        i++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return new MagicLine(kind, name, words, text.substring(wordStart), wordStart, body);
  }

  private static int lineStart(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }

  /** The arguments before the word at the cursor, without the name of the magic in front. */
  List<String> arguments() {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("%") || word.startsWith("!") || word.startsWith("/")) {
        return words.subList(i + 1, words.size());
      }
    }
    return words;
  }

  /** Whether the word at the cursor is the name of the magic. */
  boolean isName() {
    return !body
        && words.stream()
            .noneMatch(w -> w.startsWith("%") || w.startsWith("!") || w.startsWith("/"));
  }
}
