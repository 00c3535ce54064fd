package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shows outputs as text, as they come. On an interactive terminal an updated output is overwritten
 * as long as nothing was written below it; otherwise (a pipe, a log) only its final state appears,
 * when its cell ends. What a cell clears has been read already and stays.
 */
public final class Terminal implements CellOutput {

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  /** Outputs whose newest state is not on the screen, by display id, in the order they came. */
  private final Map<String, String> notShown = new LinkedHashMap<>();

  /** The display id of the output above the cursor, and the number of its lines. */
  private Optional<String> above = Optional.empty();

  private int linesAbove;
  private boolean atLineStart = true;

  /**
   * @param interactive whether a person is looking, at a terminal that moves its cursor when told
   */
  public Terminal(PrintStream out, PrintStream err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  @Override
  public boolean isLive() {
    return interactive;
  }

  @Override
  public synchronized void stream(StreamName name, String text) {
    if (text.isEmpty()) {
      return;
    }
    above = Optional.empty();
    PrintStream stream = name == StreamName.STDOUT ? out : err;
    stream.print(text);
    stream.flush();
    atLineStart = text.endsWith("\n");
  }

  @Override
  public synchronized void display(MimeBundle bundle, Optional<String> displayId) {
    if (displayId.isPresent() && !interactive) {
      notShown.put(displayId.get(), bundle.plainText());
    } else {
      show(bundle.plainText());
      above = displayId;
    }
  }

  @Override
  public synchronized void update(String displayId, MimeBundle bundle) {
    if (above.filter(displayId::equals).isPresent()) {
      // Up by so many lines, and clear to the end of the screen (ECMA-48: CUU, ED).
      out.print("\u001b[" + linesAbove + "A\u001b[J");
      show(bundle.plainText());
      above = Optional.of(displayId);
    } else {
      notShown.put(displayId, bundle.plainText());
    }
  }

  @Override
  public void clear(boolean wait) {}

  /** A cell has ended: shows what has been held back, and then its value or why it failed. */
  public void ended(CellResult result) {
    endOfCell();
    switch (result) {
      case CellResult.Success(_, var value) -> value.ifPresent(this::result);
      case CellResult.Failure(_, var error) -> error(error);
    }
  }

  /** A cell has come to its end: shows what has been held back. */
  public synchronized void endOfCell() {
    notShown.values().forEach(this::show);
    notShown.clear();
    startLine();
  }

  /** Shows the value of a cell. */
  synchronized void result(MimeBundle bundle) {
    show(bundle.plainText());
  }

  /** Shows why a cell failed. */
  synchronized void error(CellError error) {
    startLine();
    for (String line : error.traceback()) {
      err.println(interactive ? line : TerminalText.plain(line));
    }
    err.flush();
  }

  private void show(String text) {
    if (text.isEmpty()) {
      return;
    }
    startLine();
    out.println(text);
    out.flush();
    above = Optional.empty();
    linesAbove = (int) text.lines().count();
  }

  private void startLine() {
    if (!atLineStart) {
      out.println();
      atLineStart = true;
    }
  }
}
