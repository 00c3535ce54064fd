package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.internal.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/** Writes one run into the journal, batch by batch, each in one transaction. For one thread. */
public final class RunWriter {
  private static final int ARGS_IN_BATCH = 1_000;

  private final JournalFile file;
  private final long key;

  RunWriter(JournalFile file, long key) {
    this.file = file;
    this.key = key;
  }

  /**
   * Enters a run with the arguments of all its actions.
   *
   * @param args the JSON text of the arguments of action i
   */
  public static RunWriter begin(JournalFile file, RunHeader run, IntFunction<byte[]> args) {
    long key =
        file.write(
            connection -> {
              long made = insert(connection, run);
              insertArgs(connection, made, run.n(), args);
              return made;
            });
    return new RunWriter(file, key);
  }

  private static long insert(Connection connection, RunHeader run) throws SQLException {
    Target target = run.target();
    try (PreparedStatement row =
        connection.prepareStatement(
            """
            INSERT INTO run (id, action, target, apihost, namespace, n, seed, start_ms, state, owner, plan, definition,
              settings, environment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key""")) {
      row.setString(1, run.id());
      row.setString(2, run.action());
      row.setString(3, target.name());
      row.setString(4, target.apihost().toString());
      row.setString(5, target.namespace());
      row.setInt(6, run.n());
      if (run.seed().isPresent()) {
        row.setLong(7, run.seed().getAsLong());
      } else {
        row.setNull(7, Types.INTEGER);
      }
      row.setLong(8, run.start().toEpochMilli());
      row.setString(9, RunState.RUNNING.name());
      row.setString(10, Owner.self().toString());
      row.setString(11, json(run.plan()));
      row.setString(12, run.definition().map(RunWriter::json).orElse(null));
      row.setString(13, json(run.settings()));
      row.setString(14, json(environment()));
      try (var made = row.executeQuery()) {
        return made.getLong(1);
      }
    }
  }

  private static void insertArgs(Connection connection, long key, int n, IntFunction<byte[]> args)
      throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO args (run, i, json) VALUES (?, ?, ?)")) {
      for (int i = 0; i < n; i++) {
        row.setLong(1, key);
        row.setInt(2, i);
        row.setBytes(3, args.apply(i));
        row.addBatch();
        if (i % ARGS_IN_BATCH == ARGS_IN_BATCH - 1) {
          row.executeBatch();
        }
      }
      row.executeBatch();
    }
  }

  /** Writes what has happened since the last time. */
  public void append(List<Accepted> accepted, List<Attempt> attempts, List<ActionResult> results) {
    if (accepted.isEmpty() && attempts.isEmpty() && results.isEmpty()) {
      return;
    }
    file.write(
        _ -> {
          insertRunning(accepted);
          insertAttempts(attempts);
          insertResults(results);
          return null;
        });
  }

  private void insertRunning(List<Accepted> accepted) throws SQLException {
    if (accepted.isEmpty()) {
      return;
    }
    PreparedStatement row = file.prepared("INSERT OR REPLACE INTO running VALUES (?, ?, ?, ?, ?)");
    for (Accepted each : accepted) {
      row.setLong(1, key);
      row.setInt(2, each.i());
      row.setInt(3, each.attempt());
      row.setString(4, each.activationId());
      row.setLong(5, each.submitMs());
      row.addBatch();
    }
    row.executeBatch();
  }

  private void insertAttempts(List<Attempt> attempts) throws SQLException {
    if (attempts.isEmpty()) {
      return;
    }
    PreparedStatement row =
        file.prepared(
            "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    PreparedStatement ended = file.prepared("DELETE FROM running WHERE run = ? AND i = ?");
    for (Attempt each : attempts) {
      row.setLong(1, key);
      AttemptRow.set(row, each);
      row.addBatch();
      // One that we merely stopped waiting for goes on, and can be asked for later.
      if (each.status() != Status.CANCELLED) {
        ended.setLong(1, key);
        ended.setInt(2, each.i());
        ended.addBatch();
      }
    }
    row.executeBatch();
    ended.executeBatch();
  }

  private void insertResults(List<ActionResult> results) throws SQLException {
    if (results.isEmpty()) {
      return;
    }
    PreparedStatement row = file.prepared("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?)");
    for (ActionResult each : results) {
      row.setLong(1, key);
      row.setInt(2, each.i());
      row.setString(3, each.status().name());
      row.setString(4, each.value().map(JsonNode::toString).orElse(null));
      row.setString(5, each.error());
      row.addBatch();
    }
    row.executeBatch();
  }

  /**
   * Says how the run ended, and how long it took in all.
   *
   * @param estimate what its results said then; stands among the settings
   */
  public void end(RunState state, Duration wall, Optional<Estimate> estimate) {
    file.write(
        connection -> {
          try (PreparedStatement row =
              connection.prepareStatement(
                  """
                  UPDATE run SET state = ?, wall_ms = coalesce(wall_ms, 0) + ?, settings = json_patch(settings, ?)
                  WHERE key = ?""")) {
            row.setString(1, state.name());
            row.setLong(2, wall.toMillis());
            row.setString(
                3, json(estimate.map(e -> Map.of(RunHeader.ESTIMATE, e)).orElse(Map.of())));
            row.setLong(4, key);
            return row.executeUpdate();
          }
        });
  }

  private static Map<String, Object> environment() {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("java", Runtime.version().toString());
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    environment.put("arch", System.getProperty("os.arch"));
    environment.put("processors", Runtime.getRuntime().availableProcessors());
    return environment;
  }

  private static String json(Object value) {
    return Json.MAPPER.writeValueAsString(value);
  }
}
