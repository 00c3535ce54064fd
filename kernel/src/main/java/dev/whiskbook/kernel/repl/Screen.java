package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/**
 * Shows outputs on the terminal. While a cell runs they are written as they come, and an output
 * that is updated is overwritten as long as nothing came below it. While a line is being edited,
 * whole lines are put above it; what would be overwritten waits for the next cell. All fields are
 * guarded by this.
 */
final class Screen implements CellOutput {

  /** How much of an unfinished line is remembered, in characters: enough to ask for input on it. */
  private static final int REMEMBERED = 1000;

  private final Terminal terminal;
  private final Style style;
  private final Pictures pictures;
  private final StringBuilder unfinishedLine = new StringBuilder();

  /** Outputs whose newest state is not on the screen, by display id, in the order they came. */
  private final Map<String, String> notShown = new LinkedHashMap<>();

  /** What is being edited, or null while a cell runs. */
  private LineReader editor;

  /** The display id and the text of the output above the cursor. */
  private Optional<String> above = Optional.empty();

  private String textAbove = "";

  Screen(Terminal terminal, Style style, Pictures pictures) {
    this.terminal = terminal;
    this.style = style;
    this.pictures = pictures;
  }

  Style style() {
    return style;
  }

  /** From now on a line is being edited. */
  synchronized void editing(LineReader reader) {
    startLine();
    above = Optional.empty();
    editor = reader;
  }

  /** From now on the terminal is the cells'. */
  synchronized void running() {
    editor = null;
    String begun = unfinishedLine.toString(); // by a thread, while the line was edited
    unfinishedLine.setLength(0);
    write(begun);
  }

  @Override
  public boolean isLive() {
    return !Repl.isDumb(terminal);
  }

  @Override
  public synchronized void stream(StreamName name, String text) {
    if (text.isEmpty()) {
      return;
    }
    above = Optional.empty();
    if (editor != null) {
      putAbove(text);
    } else {
      write(text);
    }
  }

  @Override
  public synchronized void display(MimeBundle bundle, Optional<String> displayId) {
    String text = text(bundle);
    if (displayId.isPresent() && (editor != null || Repl.isDumb(terminal))) {
      notShown.put(displayId.get(), text);
    } else {
      show(text);
      above = displayId;
      textAbove = text;
    }
  }

  @Override
  public synchronized void update(String displayId, MimeBundle bundle) {
    String text = text(bundle);
    if (editor == null && above.filter(displayId::equals).isPresent()) {
      // Up by so many rows, and clear to the end of the screen (ECMA-48: CUU, ED).
      terminal.writer().print("\u001b[" + rows(textAbove) + "A\u001b[J");
      show(text);
      above = Optional.of(displayId);
      textAbove = text;
    } else {
      notShown.put(displayId, text);
    }
  }

  /** What a cell clears has been read already, and stays. */
  @Override
  public void clear(boolean wait) {}

  /** A cell has come to its end: shows what has been held back. */
  synchronized void endOfCell() {
    startLine();
    notShown.values().forEach(this::show);
    notShown.clear();
    above = Optional.empty();
  }

  /** Shows the value of a cell. */
  synchronized void result(int count, MimeBundle bundle) {
    String text = text(bundle);
    boolean oneLine = text.indexOf('\n') < 0;
    show(style.result(count) + (oneLine ? "" : "\n") + text);
  }

  /** Shows why a cell failed. */
  synchronized void error(CellError error) {
    show(style.shown(String.join("\n", error.traceback())));
  }

  /** Shows a line of the loop's own. */
  synchronized void line(String text) {
    show(text);
  }

  /** The text that stands on the cursor's line, which is given up: whoever asks writes it again. */
  synchronized String takeUnfinishedLine() {
    String text = unfinishedLine.toString();
    unfinishedLine.setLength(0);
    terminal.writer().print('\r');
    terminal.writer().flush();
    return text;
  }

  private String text(MimeBundle bundle) {
    String text = bundle.plainText().stripTrailing();
    boolean table = bundle.data().containsKey(MimeBundle.TEXT_HTML) && text.indexOf('\n') >= 0;
    String shown = style.shown(table ? cut(text) : text);
    return pictures.of(bundle).map(picture -> shown + "\n" + picture).orElse(shown);
  }

  /** A table that is wider than the terminal would be unreadable in lines that are wrapped. */
  private String cut(String table) {
    int columns = columns();
    var lines = new StringBuilder();
    for (String line : table.split("\n")) {
      String plain = line.stripTrailing();
      boolean fits = plain.length() <= columns;
      lines
          .append(lines.isEmpty() ? "" : "\n")
          .append(fits ? plain : plain.substring(0, columns - 1) + "…");
    }
    return lines.toString();
  }

  private void show(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (editor != null) {
      putAbove(text + "\n");
    } else {
      startLine();
      write(text + "\n");
    }
    above = Optional.empty();
  }

  private void write(String text) {
    terminal.writer().print(text);
    terminal.writer().flush();
    remember(text);
  }

  private void putAbove(String text) {
    int end = text.lastIndexOf('\n') + 1;
    if (end > 0) {
      editor.printAbove(unfinishedLine + text.substring(0, end));
    }
    remember(text);
  }

  private void remember(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    if (lineStart > 0) {
      unfinishedLine.setLength(0);
    }
    unfinishedLine.append(text, Math.max(lineStart, text.length() - REMEMBERED), text.length());
    if (unfinishedLine.length() > REMEMBERED) {
      unfinishedLine.delete(0, unfinishedLine.length() - REMEMBERED);
    }
  }

  private void startLine() {
    if (!unfinishedLine.isEmpty()) {
      terminal.writer().println();
      terminal.writer().flush();
      unfinishedLine.setLength(0);
    }
  }

  private int rows(String text) {
    int columns = columns();
    return text.lines()
        .map(AttributedString::stripAnsi)
        .mapToInt(line -> Math.max(1, (width(line) + columns - 1) / columns))
        .sum();
  }

  private static int width(String line) {
    return line.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  private int columns() {
    return terminal.getColumns() > 1 ? terminal.getColumns() : 80;
  }
}
