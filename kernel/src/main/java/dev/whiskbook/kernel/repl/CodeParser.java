package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completions;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Lets the session say where a cell ends, and what completes it. */
final class CodeParser implements Parser {

  private static final int INDENT = 4;

  private final OpeningSession session;

  CodeParser(OpeningSession session) {
    this.session = session;
  }

  /**
   * @throws EOFError where more must be typed before the cell can run
   */
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    return switch (context) {
      case COMPLETE -> new CodeLine(line, cursor, session.get().complete(line, cursor));
      case ACCEPT_LINE -> {
        if (!line.isBlank() && Commands.of(line) == Commands.NONE) {
          requireComplete(line, cursor);
        }
        yield new CodeLine(line, cursor, Completions.none(cursor));
      }
      default -> new CodeLine(line, cursor, Completions.none(cursor));
    };
  }

  private void requireComplete(String line, int cursor) {
    Completeness completeness = session.get().isComplete(line);
    if (completeness.status() == Completeness.Status.INCOMPLETE) {
      int depth = completeness.indent().length() / INDENT;
      throw new EOFError(-1, cursor, "The cell goes on", "", depth, null);
    }
  }
}
