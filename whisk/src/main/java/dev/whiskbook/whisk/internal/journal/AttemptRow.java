package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An attempt as a row: the columns of the table in their order, behind that of the run. */
final class AttemptRow {
  private AttemptRow() {}

  static void set(PreparedStatement row, Attempt attempt) throws SQLException {
    row.setInt(2, attempt.i());
    row.setInt(3, attempt.attempt());
    row.setString(4, attempt.activationId());
    row.setString(5, attempt.status().name());
    row.setBoolean(6, attempt.cold());
    row.setString(7, attempt.container());
    row.setLong(8, attempt.submitMs());
    row.setLong(9, attempt.startMs());
    row.setLong(10, attempt.waitMs());
    row.setLong(11, attempt.initMs());
    row.setLong(12, attempt.runMs());
    row.setLong(13, attempt.endMs());
    row.setLong(14, attempt.seenMs());
    row.setLong(15, attempt.payloadBytes());
    row.setLong(16, attempt.resultBytes());
    row.setString(17, attempt.error());
  }

  static Attempt get(ResultSet row) throws SQLException {
    return new Attempt(
        row.getInt(2),
        row.getInt(3),
        row.getString(4),
        Status.valueOf(row.getString(5)),
        row.getBoolean(6),
        row.getString(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14),
        row.getLong(15),
        row.getLong(16),
        row.getString(17));
  }
}
