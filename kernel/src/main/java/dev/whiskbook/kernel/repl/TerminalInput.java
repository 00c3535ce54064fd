package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.CellInput;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Asks the user for a line on behalf of a cell. One thread asks at a time. */
final class TerminalInput implements CellInput {

  private static final Character HIDDEN = '\0';

  private final Terminal terminal;
  private final Screen screen;
  private final Runnable interrupt;
  private LineReader reader; // made when first asked for, guarded by this

  /**
   * @param interrupt what stops the running cell: Ctrl-C at the question means that
   */
  TerminalInput(Terminal terminal, Screen screen, Runnable interrupt) {
    this.terminal = terminal;
    this.screen = screen;
    this.interrupt = interrupt;
  }

  @Override
  public synchronized Optional<String> readLine(String prompt, boolean password)
      throws InterruptedException {
    if (reader == null) {
      reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .variable(LineReader.DISABLE_HISTORY, true)
              .variable(LineReader.DISABLE_COMPLETION, true)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
    }
    try {
      // A question that the cell has printed stays on the line: the line editor writes it anew.
      String question = screen.takeUnfinishedLine() + prompt;
      return Optional.of(reader.readLine(question, password ? HIDDEN : null));
    } catch (EndOfFileException e) {
      return Optional.empty();
    } catch (UserInterruptException e) {
      interrupt.run();
      throw new InterruptedException("Interrupted while it waited for input.");
    }
  }
}
