package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.RunSummary;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.WhiskException.Problem;
import dev.whiskbook.whisk.internal.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import tools.jackson.core.type.TypeReference;

/** Reads runs from the journal, and takes one over to go on with it. */
public final class RunReader {

  private final JournalFile file;

  /** A reader of this journal. */
  public RunReader(JournalFile file) {
    this.file = file;
  }

  /** All runs, newest first. */
  public List<RunSummary> summaries() {
    return file.read(
        connection -> {
          List<RunSummary> runs = new ArrayList<>();
          try (PreparedStatement query =
                  connection.prepareStatement(
                      """
                      SELECT id, action, target, n, count(result.i), sum(result.status = 'SUCCESS'), state, owner,
                        start_ms, wall_ms
                      FROM run LEFT JOIN result ON result.run = run.key GROUP BY run.key ORDER BY run.key DESC""");
              ResultSet row = query.executeQuery()) {
            while (row.next()) {
              long wallMs = row.getLong(10);
              Optional<Duration> wall =
                  row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(wallMs));
              runs.add(
                  new RunSummary(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getInt(4),
                      row.getInt(5),
                      row.getInt(6),
                      state(row.getString(7), row.getString(8)),
                      Instant.ofEpochMilli(row.getLong(9)),
                      wall));
            }
          }
          return runs;
        });
  }

  /**
   * A run.
   *
   * @param mostBytes how large its results and attempts may be to be read, too
   * @throws WhiskException if the journal has none of this id
   */
  public StoredRun run(String id, long mostBytes) {
    return file.read(
        connection -> run(connection, id, bytes(connection, key(connection, id)) <= mostBytes));
  }

  /** Of results and attempts together, about. */
  private static long bytes(Connection connection, long key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT (SELECT coalesce(sum(length(value) + 20), 0) FROM result WHERE run = ?1)
              + (SELECT 200 * count(*) FROM attempt WHERE run = ?1)""")) {
      query.setLong(1, key);
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /**
   * Takes a run over: from now on this process is at work on it. Its results and attempts are left
   * where they are, however many.
   *
   * @throws WhiskException if there is none of this id, or another program is at work on it
   */
  public StoredRun takeOver(String id) {
    return file.write(
        connection -> {
          StoredRun run = run(connection, id, false);
          if (run.state() == RunState.RUNNING) {
            throw new WhiskException(
                Problem.JOURNAL,
                "Run %s is still at work, in process %d: interrupt it there first."
                    .formatted(id, owner(connection, run.key()).pid()));
          }
          try (PreparedStatement row =
              connection.prepareStatement("UPDATE run SET state = ?, owner = ? WHERE key = ?")) {
            row.setString(1, RunState.RUNNING.name());
            row.setString(2, Owner.self().toString());
            row.setLong(3, run.key());
            row.executeUpdate();
          }
          return run;
        });
  }

  /** Goes on writing a run that was taken over. */
  public RunWriter writer(StoredRun run) {
    return new RunWriter(file, run.key());
  }

  /** The JSON text of the arguments of action i. */
  public byte[] args(StoredRun run, int i) {
    return file.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT json FROM args WHERE run = ? AND i = ?")) {
            query.setLong(1, run.key());
            query.setInt(2, i);
            try (ResultSet row = query.executeQuery()) {
              return row.getBytes(1);
            }
          }
        });
  }

  /**
   * What an activation of this action took in its last runs, initialisation included: the median of
   * the newest thousand that went well, in ms.
   */
  public OptionalLong medianServiceMs(String action) {
    return file.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT init_ms + run_ms FROM attempt
                  WHERE run IN (SELECT key FROM run WHERE action = ? ORDER BY key DESC LIMIT 5)
                    AND status = 'SUCCESS' AND run_ms >= 0 ORDER BY run DESC LIMIT 1000""")) {
            query.setString(1, action);
            try (ResultSet row = query.executeQuery()) {
              LongStream.Builder times = LongStream.builder();
              while (row.next()) {
                times.add(row.getLong(1));
              }
              long[] sorted = times.build().sorted().toArray();
              return sorted.length == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(sorted[sorted.length / 2]);
            }
          }
        });
  }

  /**
   * A part of a run's results and attempts.
   *
   * @param to the action number behind the last
   * @throws WhiskException if the journal has no run of this id
   */
  public JournaledResults.Page page(String id, int from, int to) {
    return file.read(
        connection -> {
          long key = key(connection, id);
          Map<Integer, List<Attempt>> attempts = attempts(connection, key, from, to);
          return new JournaledResults.Page(
              from, results(connection, key, attempts, from, to), attempts);
        });
  }

  private static long key(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT key FROM run WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw noRun(id);
        }
        return row.getLong(1);
      }
    }
  }

  /** That there is no run of this id. */
  static WhiskException noRun(String id) {
    return new WhiskException(
        Problem.NOT_FOUND,
        "The journal has no run %s. `%%runs` lists those that it has.".formatted(id));
  }

  /** Forgets a run; whether there was one of this id. */
  public boolean delete(String id) {
    return file.write(
        connection -> {
          for (String table : List.of("args", "running", "attempt", "result", "sample")) {
            try (PreparedStatement rows =
                connection.prepareStatement(
                    "DELETE FROM %s WHERE run IN (SELECT key FROM run WHERE id = ?)"
                        .formatted(table))) {
              rows.setString(1, id);
              rows.executeUpdate();
            }
          }
          try (PreparedStatement row =
              connection.prepareStatement("DELETE FROM run WHERE id = ?")) {
            row.setString(1, id);
            return row.executeUpdate() > 0;
          }
        });
  }

  private static StoredRun run(Connection connection, String id, boolean whole)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT key, action, target, apihost, n, seed, start_ms, wall_ms, state, owner, definition, settings
            FROM run WHERE id = ?""")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw noRun(id);
        }
        long key = row.getLong(1);
        long seed = row.getLong(6);
        OptionalLong seeded = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seed);
        String definition = row.getString(11);
        int to = whole ? Integer.MAX_VALUE : 0;
        Map<Integer, List<Attempt>> attempts = attempts(connection, key, 0, to);
        return new StoredRun(
            key,
            id,
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getInt(5),
            seeded,
            Instant.ofEpochMilli(row.getLong(7)),
            Duration.ofMillis(row.getLong(8)),
            state(row.getString(9), row.getString(10)),
            Optional.ofNullable(definition).map(d -> Json.MAPPER.readValue(d, Action.class)),
            Json.MAPPER.readValue(row.getString(12), new TypeReference<Map<String, Object>>() {}),
            results(connection, key, attempts, 0, to),
            attempts,
            running(connection, key),
            whole);
      }
    }
  }

  private static Map<Integer, List<Attempt>> attempts(
      Connection connection, long key, int from, int to) throws SQLException {
    Map<Integer, List<Attempt>> attempts = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM attempt WHERE run = ? AND i >= ? AND i < ? ORDER BY i, attempt")) {
      query.setLong(1, key);
      query.setInt(2, from);
      query.setInt(3, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Attempt attempt = AttemptRow.get(row);
          attempts.computeIfAbsent(attempt.i(), _ -> new ArrayList<>(1)).add(attempt);
        }
      }
    }
    return attempts;
  }

  private static Map<Integer, ActionResult> results(
      Connection connection, long key, Map<Integer, List<Attempt>> attempts, int from, int to)
      throws SQLException {
    Map<Integer, ActionResult> results = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT i, status, value, error FROM result WHERE run = ? AND i >= ? AND i < ?")) {
      query.setLong(1, key);
      query.setInt(2, from);
      query.setInt(3, to);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          int i = row.getInt(1);
          String value = row.getString(3);
          results.put(
              i,
              new ActionResult(
                  i,
                  Optional.ofNullable(value).map(Json.MAPPER::readTree),
                  Status.valueOf(row.getString(2)),
                  row.getString(4),
                  attempts.getOrDefault(i, List.of())));
        }
      }
    }
    return results;
  }

  private static Map<Integer, Accepted> running(Connection connection, long key)
      throws SQLException {
    Map<Integer, Accepted> running = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT i, attempt, activation_id, submit_ms FROM running WHERE run = ?")) {
      query.setLong(1, key);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          int i = row.getInt(1);
          running.put(i, new Accepted(i, row.getInt(2), row.getString(3), row.getLong(4)));
        }
      }
    }
    return running;
  }

  private static Owner owner(Connection connection, long key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT owner FROM run WHERE key = ?")) {
      query.setLong(1, key);
      try (ResultSet row = query.executeQuery()) {
        return Owner.parse(row.getString(1));
      }
    }
  }

  private static RunState state(String stored, String owner) {
    RunState state = RunState.valueOf(stored);
    return state == RunState.RUNNING && !Owner.parse(owner).isAlive() ? RunState.LOST : state;
  }
}
