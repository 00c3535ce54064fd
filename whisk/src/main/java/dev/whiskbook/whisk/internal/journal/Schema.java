package dev.whiskbook.whisk.internal.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, and the views for people's own SQL. Times are ms since the epoch or lengths in ms; -1
 * stands for what was not told. The version is SQLite's {@code user_version}.
 */
final class Schema {
  private static final List<String> RUNS =
      List.of(
          """
          CREATE TABLE run (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            apihost TEXT NOT NULL,
            namespace TEXT NOT NULL,
            n INTEGER NOT NULL,
            seed INTEGER,
            start_ms INTEGER NOT NULL,
            wall_ms INTEGER,
            state TEXT NOT NULL,
            owner TEXT NOT NULL,
            plan TEXT NOT NULL,
            definition TEXT,
            settings TEXT NOT NULL,
            environment TEXT NOT NULL)""",
          """
          CREATE TABLE args (
            run INTEGER NOT NULL REFERENCES run(key),
            i INTEGER NOT NULL,
            json BLOB NOT NULL,
            PRIMARY KEY (run, i))""",
          // Known, but not over yet: for whoever takes the run up again.
          """
          CREATE TABLE running (
            run INTEGER NOT NULL REFERENCES run(key),
            i INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            activation_id TEXT NOT NULL,
            submit_ms INTEGER NOT NULL,
            PRIMARY KEY (run, i)) WITHOUT ROWID""",
          """
          CREATE TABLE attempt (
            run INTEGER NOT NULL REFERENCES run(key),
            i INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            activation_id TEXT NOT NULL,
            status TEXT NOT NULL,
            cold INTEGER NOT NULL,
            container TEXT NOT NULL,
            submit_ms INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            wait_ms INTEGER NOT NULL,
            init_ms INTEGER NOT NULL,
            run_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL,
            seen_ms INTEGER NOT NULL,
            payload_bytes INTEGER NOT NULL,
            result_bytes INTEGER NOT NULL,
            error TEXT NOT NULL,
            PRIMARY KEY (run, i, attempt)) WITHOUT ROWID""",
          """
          CREATE TABLE result (
            run INTEGER NOT NULL REFERENCES run(key),
            i INTEGER NOT NULL,
            status TEXT NOT NULL,
            value TEXT,
            error TEXT NOT NULL,
            PRIMARY KEY (run, i))""",
          """
          CREATE VIEW runs AS SELECT id AS run, action, target, apihost, namespace, n, seed, start_ms, wall_ms, state,
            (SELECT count(*) FROM result WHERE result.run = key AND status = 'SUCCESS') AS ok,
            plan, definition, settings, environment FROM run""",
          """
          CREATE VIEW attempts AS SELECT run.id AS run, i, attempt, activation_id, status, cold, container, submit_ms,
            attempt.start_ms, wait_ms, init_ms, run_ms, end_ms, seen_ms, payload_bytes, result_bytes, error
            FROM attempt JOIN run ON run.key = attempt.run""",
          """
          CREATE VIEW results AS SELECT run.id AS run, i, status, value, error
            FROM result JOIN run ON run.key = result.run""");

  /** What the machine did during a run; null stands for what was not told. */
  private static final List<String> SAMPLES =
      List.of(
          """
          CREATE TABLE sample (
            run INTEGER NOT NULL REFERENCES run(key),
            start_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL,
            processors INTEGER NOT NULL,
            cpu_host REAL,
            cpu_kernel REAL,
            cpu_server REAL,
            memory_host_mb REAL,
            memory_kernel_mb REAL,
            memory_server_mb REAL,
            in_kb_s REAL,
            out_kb_s REAL,
            loopback_kb_s REAL,
            PRIMARY KEY (run, start_ms, end_ms)) WITHOUT ROWID""",
          """
          CREATE VIEW samples AS SELECT run.id AS run, sample.start_ms, end_ms, processors, cpu_host, cpu_kernel,
            cpu_server, memory_host_mb, memory_kernel_mb, memory_server_mb, in_kb_s, out_kb_s, loopback_kb_s
            FROM sample JOIN run ON run.key = sample.run""");

  /** What each version added to the one before. */
  private static final List<List<String>> VERSIONS = List.of(RUNS, SAMPLES);

  private static final int VERSION = VERSIONS.size();

  private Schema() {}

  /** Makes what is not there yet. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) == VERSION) {
        return;
      }
      statement.execute("BEGIN IMMEDIATE"); // another program may be about to do the same
      int found = version(statement);
      if (found < VERSION) {
        for (List<String> added : VERSIONS.subList(found, VERSION)) {
          for (String sql : added) {
            statement.execute(sql);
          }
        }
        statement.execute("PRAGMA user_version = " + VERSION);
      }
      statement.execute("COMMIT");
      if (found > VERSION) {
        throw new SQLException(
            "it was written by a newer Whiskbook (format %d, this one knows %d)"
                .formatted(found, VERSION));
      }
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }
}
