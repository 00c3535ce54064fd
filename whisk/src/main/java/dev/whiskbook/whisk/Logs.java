package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.RunTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * What activations of a run logged.
 *
 * @param lines by action number, then by try, then as they were logged
 * @param activations how many activations were asked for
 * @param withoutRecord how many of them the server has no record of, or not yet
 * @param cut whether there is more than was asked for
 */
public record Logs(List<LogLine> lines, int activations, int withoutRecord, boolean cut) {

  /** Copies the list. */
  public Logs {
    lines = List.copyOf(lines);
  }

  /**
   * A row for each line.
   *
   * @return columns: time (this machine's time zone), stream, action, attempt, line
   */
  public Table table() {
    return RunTables.logs(lines);
  }

  /** A sentence that says what is not there; empty if nothing is missing. */
  public Optional<String> warning() {
    List<String> parts = new ArrayList<>();
    if (cut) {
      parts.add(
          "These are the first %,d lines, of %,d activations; there may be more."
              .formatted(lines.size(), activations));
    }
    if (withoutRecord > 0) {
      parts.add(
          "The server has no record of %,d of %,d activations, or not yet."
              .formatted(withoutRecord, activations));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
  }
}
