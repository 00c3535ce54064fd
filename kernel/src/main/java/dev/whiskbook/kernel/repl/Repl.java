package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * A read-eval-print loop in a terminal. The first prompt does not wait for the session, which a
 * thread of its own opens meanwhile.
 */
public final class Repl {

  private static final long ONE_PRESS_NANOS = Duration.ofMillis(100).toNanos();

  private final Terminal terminal;
  private final OpeningSession session;
  private final Screen screen;
  private final TerminalInput input;
  private long interruptedAtNanos = System.nanoTime() - ONE_PRESS_NANOS;
  private final LineReader editor;

  private Repl(Terminal terminal, OpeningSession session, Style style, Path history)
      throws IOException {
    this.terminal = terminal;
    this.session = session;
    screen = new Screen(terminal, style, new Pictures(System.getenv()));
    input = new TerminalInput(terminal, screen, session::interrupt);
    editor = Editor.open(terminal, session, style, history);
  }

  /**
   * Runs the loop until the user ends it, then closes the session.
   *
   * @param colours whether outputs may have colours
   * @param history the file that keeps what was typed, for the user alone to read
   * @return the exit code of the process: 0, or what a cell gave to {@code System.exit}
   * @throws IOException if the file of the history cannot be made
   */
  public static int run(Supplier<Session> open, Terminal terminal, boolean colours, Path history)
      throws IOException {
    try (var session = new OpeningSession(open)) {
      var style = new Style(colours && !isDumb(terminal));
      return new Repl(terminal, session, style, history).loop();
    }
  }

  /** Whether a terminal can do no more than print. */
  static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private int loop() {
    screen.line(Commands.GREETING);
    boolean leaving = false;
    while (true) {
      String cell;
      try {
        cell = read();
      } catch (UserInterruptException e) {
        var _ = Thread.interrupted(); // JLine's handler interrupts: once is once
        boolean blank = e.getPartialLine().isBlank();
        if (isSamePress() && blank) {
          continue;
        }
        if (blank && leaving) {
          return 0;
        }
        leaving = blank;
        if (leaving) {
          screen.line("Ctrl-C again, Ctrl-D or /exit leaves.");
        }
        continue;
      } catch (EndOfFileException e) {
        return 0;
      }
      leaving = false;
      switch (Commands.of(cell)) {
        case EXIT -> {
          return 0;
        }
        case HELP -> screen.line(Commands.help());
        case NONE -> {
          if (!cell.isBlank()) {
            execute(cell);
          }
        }
      }
      if (session.exitStatus().isPresent()) {
        return session.exitStatus().getAsInt();
      }
    }
  }

  /**
   * Whether the last Ctrl-C is so near that nobody has pressed it twice: JLine may tell it again.
   */
  private boolean isSamePress() {
    long before = interruptedAtNanos;
    interruptedAtNanos = System.nanoTime();
    return interruptedAtNanos - before < ONE_PRESS_NANOS;
  }

  private String read() {
    screen.editing(editor);
    try {
      return editor.readLine(screen.style().prompt(session.nextCount()));
    } finally {
      screen.running();
    }
  }

  private void execute(String cell) {
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> session.interrupt());
    try {
      CellResult result = session.get().execute(CellRequest.of(cell), screen, input);
      screen.endOfCell();
      switch (result) {
        case CellResult.Success(int count, var value) ->
            value.ifPresent(bundle -> screen.result(count, bundle));
        case CellResult.Failure(int _, var error) -> {
          if (session.exitStatus().isEmpty()) {
            screen.error(error);
          }
        }
      }
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }
}
