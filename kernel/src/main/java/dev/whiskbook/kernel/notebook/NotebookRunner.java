package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.LanguageInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executes a notebook from its first cell to its last or its first failing one, and writes it with
 * its outputs after each cell, so that nothing is lost however the process ends.
 *
 * <p>The outputs of former executions are removed from all cells first: the file never mixes two
 * executions. Cells tagged {@code skip-execution} keep theirs. A failure in a cell tagged {@code
 * raises-exception} does not end the execution. Both tags mean the same to nbclient.
 */
public final class NotebookRunner {

  private final Notebook notebook;
  private final Path outFile;
  private final CellExecutor executor;
  private final Terminal terminal;

  /** The cells that have been started, with their outputs; guarded by this runner. */
  private final Map<Cell, RecordedOutputs> started = new LinkedHashMap<>();

  /** All that cells have displayed, for updates by their ids. */
  private final List<RecordedOutputs> displays = new CopyOnWriteArrayList<>();

  private boolean stopped;

  /**
   * @param outFile where the executed notebook goes; it may be the file that was read
   */
  public NotebookRunner(Notebook notebook, Path outFile, CellExecutor executor, Terminal terminal) {
    this.notebook = notebook;
    this.outFile = outFile;
    this.executor = executor;
    this.terminal = terminal;
  }

  /**
   * Executes the notebook.
   *
   * @throws IOException if the executed notebook cannot be written; the first time before any cell
   *     is executed
   */
  public RunOutcome run() throws IOException {
    describeKernel();
    notebook.cells().stream()
        .filter(cell -> cell.isCode() && !cell.hasTag("skip-execution"))
        .forEach(Cell::reset);
    save();
    for (Cell cell : notebook.cells()) {
      if (!cell.isExecutable()) {
        continue;
      }
      Optional<RecordedOutputs> outputs = start(cell);
      if (outputs.isEmpty()) {
        return new RunOutcome.Interrupted();
      }
      CellResult result = execute(cell, outputs.get());
      save();
      if (result instanceof CellResult.Failure(int count, var error)) {
        if (isStopped()) {
          return new RunOutcome.Interrupted();
        }
        if (!cell.hasTag("raises-exception")) {
          return new RunOutcome.Failed(count, error);
        }
      }
    }
    return isStopped() ? new RunOutcome.Interrupted() : new RunOutcome.Completed();
  }

  /**
   * Lets no other cell begin; who calls it interrupts the session as well. The outputs of the cell
   * that is being executed are part of what {@link #save} writes from now on.
   */
  public synchronized void stop() {
    stopped = true;
  }

  /**
   * Writes the notebook as it stands, also while a cell is being executed. Cells that have ended
   * are part of it: their threads may still print, and another cell may update their displays.
   */
  public synchronized void save() throws IOException {
    started.forEach((cell, outputs) -> cell.outputs(outputs.toJson()));
    notebook.write(outFile);
  }

  private synchronized Optional<RecordedOutputs> start(Cell cell) {
    if (stopped) {
      return Optional.empty();
    }
    var outputs = new RecordedOutputs(displays);
    started.put(cell, outputs);
    return Optional.of(outputs);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private CellResult execute(Cell cell, RecordedOutputs outputs) {
    Instant start = Instant.now();
    CellResult result =
        executor.execute(CellRequest.of(cell.source()), new BothOutputs(outputs, terminal));
    outputs.end(result);
    terminal.ended(result);
    synchronized (this) {
      cell.executed(result.executionCount(), start, Instant.now());
    }
    return result;
  }

  private void describeKernel() {
    ObjectNode metadata = notebook.metadata();
    metadata
        .putObject("kernelspec")
        .put("display_name", "Java (Whiskbook)")
        .put("language", "java")
        .put("name", "whiskbook");
    metadata.set("language_info", LanguageInfo.toJson());
  }
}
