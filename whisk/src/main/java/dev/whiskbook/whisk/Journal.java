package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.RunTables;
import dev.whiskbook.whisk.internal.fanout.StoredRuns;
import dev.whiskbook.whisk.internal.journal.DetailsReader;
import dev.whiskbook.whisk.internal.journal.JournalFile;
import dev.whiskbook.whisk.internal.journal.RunFile;
import dev.whiskbook.whisk.internal.journal.RunReader;
import dev.whiskbook.whisk.internal.journal.SampleRows;
import dev.whiskbook.whisk.internal.journal.SqlQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * The runs on disk: their action, plan, arguments, every attempt and every result, each written
 * before it is shown. One SQLite file, which several programs may use at once; only its owner may
 * read it. Safe for use by several threads.
 *
 * <p>Every method throws {@link WhiskException} with a sentence if the file cannot be used.
 */
public final class Journal implements AutoCloseable {
  /** The file in a project's folder that is used instead of the user's own journal. */
  public static final String PROJECT_FILE = "whiskbook.journal";

  private final JournalFile file;

  private Journal(JournalFile file) {
    this.file = file;
  }

  /** The journal in this file, which is made when the first run is written. */
  public static Journal at(Path file) {
    return new Journal(new JournalFile(file));
  }

  /**
   * Where the journal is: {@code WHISKBOOK_JOURNAL}; else the file {@value #PROJECT_FILE} in the
   * folder or one above it, if there is one; else {@code whiskbook/journal.db} in the user's data
   * folder, {@code XDG_DATA_HOME} or {@code ~/.local/share}.
   */
  public static Path place(Map<String, String> env, Path home, Path folder) {
    String named = env.getOrDefault("WHISKBOOK_JOURNAL", "");
    if (!named.isBlank()) {
      return folder.resolve(named);
    }
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path inProject = at.resolve(PROJECT_FILE);
      if (Files.exists(inProject)) {
        return inProject;
      }
    }
    String data = env.getOrDefault("XDG_DATA_HOME", "");
    Path folderOfData = data.isBlank() ? home.resolve(".local/share") : Path.of(data);
    return folderOfData.resolve("whiskbook").resolve("journal.db");
  }

  /** Where it is. */
  public Path file() {
    return file.path();
  }

  /** All runs, newest first. */
  public List<RunSummary> runs() {
    return new RunReader(file).summaries();
  }

  /**
   * All runs, newest first, a row each.
   *
   * @return columns: run, state, action, target, n, done, ok, start (this machine's time), wall s
   */
  public Table table() {
    return RunTables.runs(runs());
  }

  /**
   * A run with its results, as far as it came. Those of a large run stay in the journal and are
   * read from there, page by page.
   *
   * @throws WhiskException if there is none of this id
   */
  public Run run(String id) {
    return StoredRuns.run(new RunReader(file), id);
  }

  /**
   * How a run was made: its action, target, settings and environment.
   *
   * @throws WhiskException if there is none of this id
   */
  public RunDetails details(String id) {
    return DetailsReader.read(file, id);
  }

  /**
   * Stores samples of this machine with the runs that this process is or was at work on meanwhile,
   * if any.
   */
  public void addSamples(List<Sample> samples) {
    if (Files.exists(file.path())) { // else there is no run
      new SampleRows(file).add(samples);
    }
  }

  /** The samples of the machine that were stored with a run, in order of time; may be none. */
  public List<Sample> samples(String id) {
    return Files.exists(file.path()) ? new SampleRows(file).of(id) : List.of();
  }

  /** How many samples of the machine were stored with a run. */
  public int sampleCount(String id) {
    return Files.exists(file.path()) ? new SampleRows(file).count(id) : 0;
  }

  /**
   * Whatever SQL asks of the journal. It can be read only. The views {@code runs}, {@code
   * attempts}, {@code results} and {@code samples} are made for this; times in them are ms, and -1
   * stands for one that is unknown.
   *
   * @param sql one SELECT in SQLite's dialect
   * @param parameters for its question marks
   * @return a column for each column that is selected: of whole numbers, numbers or text
   * @throws WhiskException if there is no journal yet, or SQLite does not take the statement
   * @throws InterruptedException if this thread is interrupted; the statement is ended
   */
  public Table query(String sql, Object... parameters) throws InterruptedException {
    return SqlQuery.run(file.path(), sql, parameters);
  }

  /**
   * Writes a run, with its action, arguments, attempts and results, into a JSON file that {@link
   * #importRun} takes on another machine.
   *
   * @throws WhiskException if there is none of this id, or the file cannot be written
   */
  public void exportRun(String id, Path to) {
    RunFile.write(file, id, to);
  }

  /**
   * Takes in a run that {@link #exportRun} wrote.
   *
   * @return its id
   * @throws WhiskException if the file is no such run, or there is one of its id already
   */
  public String importRun(Path from) {
    return RunFile.read(file, from);
  }

  /** Forgets a run; whether there was one of this id. */
  public boolean delete(String id) {
    return new RunReader(file).delete(id);
  }

  /** Closes the file; it opens again if it is used again. */
  @Override
  public void close() {
    file.close();
  }

  JournalFile journalFile() {
    return file;
  }
}
