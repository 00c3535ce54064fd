package dev.whiskbook.magics.failure;

import dev.whiskbook.kernel.Traceback;
import java.util.ArrayList;
import java.util.List;

/**
 * The cell that defines an action: tells which of its lines a place in the deployed code is.
 *
 * @param action the action's name
 * @param cell the number of the cell
 * @param firstLine the line of the cell on which the code begins, from 1
 * @param body the code as it stands in the cell
 * @param code what was deployed: the same, or with a function's name before it
 */
public record ActionSource(String action, int cell, int firstLine, String body, String code) {

  /** Frames shown of one stack: deep recursions repeat themselves. */
  private static final int FRAMES_SHOWN = 5;

  /**
   * A stack as lines of a traceback, innermost frame first: the place in the cell, the line of the
   * source, and a caret under the column. The caret's line is left out for all but the innermost.
   */
  public List<String> explain(ActionStack stack) {
    List<String> lines = new ArrayList<>();
    for (ActionStack.Frame frame : stack.frames().stream().limit(FRAMES_SHOWN).toList()) {
      String text = line(body, frame.line() + skipped());
      if (text.isBlank()) {
        continue; // beyond the code: what the runtime has put behind it
      }
      int line = firstLine + frame.line() - 1 + skipped();
      String function = frame.function().isEmpty() ? "" : "in " + frame.function();
      lines.add(Traceback.place(cell, line, function));
      lines.add(Traceback.sourceLine(line, text));
      if (lines.size() == 2) {
        int column = frame.column() - 1 - added(frame.line(), text);
        lines.add(Traceback.caret(line, text, Math.clamp(column, 0, text.length()), 1));
      }
    }
    int more = stack.frames().size() - FRAMES_SHOWN;
    if (more > 0) {
      lines.add("  … and %,d more".formatted(more));
    }
    return lines;
  }

  /** Blank lines before the code, which are not deployed where a name was put before it. */
  private int skipped() {
    return code.equals(body)
        ? 0
        : (int) body.chars().takeWhile(Character::isWhitespace).filter(c -> c == '\n').count();
  }

  /** Characters that the deployed line has before the author's own. */
  private int added(int line, String text) {
    String deployed = line(code, line);
    return deployed.endsWith(text.strip()) && !deployed.equals(text)
        ? deployed.length() - text.length()
        : 0;
  }

  private static String line(String text, int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }
}
