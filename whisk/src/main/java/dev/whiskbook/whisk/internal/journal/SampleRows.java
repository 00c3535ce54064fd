package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Sample;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the machine did during runs. */
public final class SampleRows {

  /** With each run that this process is at work on, or was at work on at that time. */
  private static final String INSERT =
      """
      INSERT OR IGNORE INTO sample
        SELECT key, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM run
        WHERE owner = ?13 AND start_ms < ?2 AND (state = ?14 OR start_ms + wall_ms > ?1)""";

  private static final String SELECT =
      """
      SELECT sample.start_ms, end_ms, processors, cpu_host, cpu_kernel, cpu_server, memory_host_mb, memory_kernel_mb,
        memory_server_mb, in_kb_s, out_kb_s, loopback_kb_s
        FROM sample JOIN run ON run.key = sample.run WHERE run.id = ? ORDER BY sample.start_ms, end_ms""";

  private static final String COUNT =
      "SELECT count(*) FROM sample JOIN run ON run.key = sample.run WHERE run.id = ?";

  private final JournalFile file;

  public SampleRows(JournalFile file) {
    this.file = file;
  }

  /** Stores samples with this process's runs of then. */
  public void add(List<Sample> samples) {
    file.write(
        _ -> {
          PreparedStatement row = file.prepared(INSERT);
          for (Sample each : samples) {
            set(row, each);
            row.addBatch();
          }
          return row.executeBatch();
        });
  }

  /** Those of a run, in order of time. */
  public List<Sample> of(String run) {
    return file.read(
        _ -> {
          PreparedStatement query = file.prepared(SELECT);
          query.setString(1, run);
          List<Sample> samples = new ArrayList<>();
          try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
              samples.add(sample(row));
            }
          }
          return samples;
        });
  }

  /** How many a run has. */
  public int count(String run) {
    return file.read(
        _ -> {
          PreparedStatement query = file.prepared(COUNT);
          query.setString(1, run);
          try (ResultSet row = query.executeQuery()) {
            return row.getInt(1);
          }
        });
  }

  /** What was not told is NaN, which SQLite stores as null. */
  private static void set(PreparedStatement row, Sample sample) throws SQLException {
    row.setLong(1, sample.startMs());
    row.setLong(2, sample.endMs());
    row.setInt(3, sample.processors());
    row.setDouble(4, sample.cpu().host());
    row.setDouble(5, sample.cpu().kernel());
    row.setDouble(6, sample.cpu().server());
    row.setDouble(7, sample.memoryMb().host());
    row.setDouble(8, sample.memoryMb().kernel());
    row.setDouble(9, sample.memoryMb().server());
    row.setDouble(10, sample.network().received());
    row.setDouble(11, sample.network().sent());
    row.setDouble(12, sample.network().loopback());
    row.setString(13, Owner.self().toString());
    row.setString(14, RunState.RUNNING.name());
  }

  private static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        parts(row, 4),
        parts(row, 7),
        new Sample.Network(number(row, 10), number(row, 11), number(row, 12)));
  }

  private static Sample.Parts parts(ResultSet row, int at) throws SQLException {
    return new Sample.Parts(number(row, at), number(row, at + 1), number(row, at + 2));
  }

  private static double number(ResultSet row, int at) throws SQLException {
    double value = row.getDouble(at);
    return row.wasNull() ? Double.NaN : value;
  }
}
