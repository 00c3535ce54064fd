package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.Completions;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A cell as JLine sees it: one word, which is what a completion replaces.
 *
 * @param cursor in code points, as JLine's buffer and the session count
 * @param completions what could stand at the cursor, where that was asked for
 */
record CodeLine(String line, int cursor, Completions completions) implements CompletingParsedLine {

  @Override
  public String word() {
    int start = line.offsetByCodePoints(0, completions.start());
    return line.substring(start, line.offsetByCodePoints(0, completions.end()));
  }

  @Override
  public int wordCursor() {
    return cursor - completions.start();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word());
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return completions.end() - completions.start();
  }
}
