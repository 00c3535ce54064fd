package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.MimeBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.terminal.Terminal;

/** The line editor: JLine's, which asks the session about what is typed. */
final class Editor {

  private static final int INDENT = 4;
  private static final String SHIFT_TAB = "\u001b[Z";
  private static final String ALT_ENTER = "\u001b\r";

  private Editor() {}

  static LineReader open(Terminal terminal, OpeningSession session, Style style, Path history)
      throws IOException {
    HistoryFile.prepare(history);
    var builder =
        LineReaderBuilder.builder()
            .appName("whiskbook")
            .terminal(terminal)
            .parser(new CodeParser(session))
            .completer(Editor::complete)
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, Style.secondaryPrompt())
            .variable(LineReader.INDENTATION, INDENT)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // ! is Java's, and a magic
            .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
    if (style.colours()) {
      builder.highlighter(new JavaHighlighter());
    }
    LineReader reader = builder.build();
    bind(reader, session, style);
    return reader;
  }

  private static void bind(LineReader reader, OpeningSession session, Style style) {
    KeyMap<org.jline.reader.Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
    reader.getWidgets().put("show-documentation", () -> showDocumentation(reader, session, style));
    keys.bind(new Reference("show-documentation"), SHIFT_TAB);
    reader.getWidgets().put("new-line", () -> newLine(reader));
    keys.bind(new Reference("new-line"), ALT_ENTER);
    reader.getWidgets().put("close-brace", () -> closeBrace(reader));
    keys.bind(new Reference("close-brace"), "}");
  }

  private static void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (!(line instanceof CodeLine code)) {
      return;
    }
    for (Completions.Completion found : code.completions().matches()) {
      String shown = found.signature().isEmpty() ? found.type() : found.signature();
      candidates.add(
          new Candidate(
              found.text(), found.text(), null, shown.isEmpty() ? null : shown, null, null, false));
    }
  }

  private static boolean showDocumentation(LineReader reader, OpeningSession session, Style style) {
    Optional<MimeBundle> found =
        session.get().inspect(reader.getBuffer().toString(), reader.getBuffer().cursor(), 0);
    int lines = Math.max(5, reader.getTerminal().getRows() - 4); // what is typed stays in sight
    found.ifPresent(
        bundle -> reader.printAbove(firstLines(style.shown(bundle.plainText()), lines)));
    return found.isPresent();
  }

  private static String firstLines(String text, int count) {
    List<String> lines = text.lines().toList();
    return lines.size() <= count
        ? text
        : String.join("\n", lines.subList(0, count)) + "\n… (" + lines.size() + " lines)";
  }

  private static boolean newLine(LineReader reader) {
    reader.getBuffer().write('\n');
    return true;
  }

  /** A brace that is the first on its line goes back by one indentation. */
  private static boolean closeBrace(LineReader reader) {
    String before = reader.getBuffer().upToCursor();
    String line = before.substring(before.lastIndexOf('\n') + 1);
    if (before.indexOf('\n') >= 0 && line.isBlank() && line.length() >= INDENT) {
      reader.getBuffer().backspace(INDENT);
    }
    reader.getBuffer().write('}');
    return true;
  }
}
