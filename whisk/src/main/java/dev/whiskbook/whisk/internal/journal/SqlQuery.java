package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.WhiskException.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.sqlite.SQLiteConfig;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** People's own SQL over the journal, on a connection that cannot write. */
public final class SqlQuery {
  private static final int MOST_ROWS = 1_000_000;
  private static final Duration AGAIN = Duration.ofMillis(20);

  private final PreparedStatement statement;

  private SqlQuery(PreparedStatement statement) {
    this.statement = statement;
  }

  /**
   * The rows that a statement selects.
   *
   * @param parameters for its question marks
   * @throws WhiskException if there is no journal yet, or SQLite does not take the statement
   * @throws InterruptedException if this thread is interrupted meanwhile; the statement is ended
   */
  public static Table run(Path file, String sql, Object... parameters) throws InterruptedException {
    if (!Files.exists(file)) {
      throw new WhiskException(
          Problem.JOURNAL, "There is no journal at %s yet: a fan-out makes it.".formatted(file));
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int k = 0; k < parameters.length; k++) {
        statement.setObject(k + 1, parameters[k]);
      }
      return new SqlQuery(statement).inBackground();
    } catch (SQLException e) {
      throw new WhiskException(Problem.JOURNAL, sentence(e), e);
    }
  }

  /** SQLite does not heed interrupts of a thread, but a statement can be cancelled by another. */
  private Table inBackground() throws SQLException, InterruptedException {
    FutureTask<Table> rows = new FutureTask<>(this::rows);
    Thread worker = Thread.ofPlatform().daemon().name("journal-sql").start(rows);
    try {
      return rows.get();
    } catch (InterruptedException e) {
      // A statement that has not begun yet does not heed the first one.
      do {
        statement.cancel();
      } while (!worker.join(AGAIN));
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SQLException sql -> throw sql;
        case RuntimeException other -> throw other;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Table rows() throws SQLException {
    if (!statement.execute()) {
      throw new SQLException("it selects nothing; the journal can be read only");
    }
    try (ResultSet result = statement.getResultSet()) {
      ResultSetMetaData meta = result.getMetaData();
      List<List<Object>> columns = new ArrayList<>();
      for (int column = 1; column <= meta.getColumnCount(); column++) {
        columns.add(new ArrayList<>());
      }
      int rows = 0;
      while (result.next()) {
        if (++rows > MOST_ROWS) {
          throw new SQLException(
              "it selects more than %,d rows: add a LIMIT, or aggregate".formatted(MOST_ROWS));
        }
        for (int column = 0; column < columns.size(); column++) {
          columns.get(column).add(value(result.getObject(column + 1)));
        }
      }
      Set<String> names = new HashSet<>();
      Table table = Table.create("sql");
      for (int column = 0; column < columns.size(); column++) {
        String name = unused(meta.getColumnLabel(column + 1), names);
        table.addColumns(column(name, columns.get(column)));
      }
      return table;
    }
  }

  /** Arguments are stored as the bytes of their JSON text. */
  private static Object value(Object cell) {
    return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell;
  }

  /** Tablesaw compares names without regard to case. */
  private static String unused(String label, Set<String> names) {
    String name = label;
    for (int k = 2; !names.add(name.toLowerCase(Locale.ROOT)); k++) {
      name = label + " " + k;
    }
    return name;
  }

  private static Column<?> column(String name, List<Object> cells) {
    if (all(cells, c -> c instanceof Integer || c instanceof Long)) {
      LongColumn column = LongColumn.create(name);
      cells.forEach(
          c -> {
            if (c == null) {
              column.appendMissing();
            } else {
              column.append(((Number) c).longValue());
            }
          });
      return column;
    }
    if (all(cells, c -> c instanceof Number)) {
      DoubleColumn column = DoubleColumn.create(name);
      cells.forEach(c -> column.append(c == null ? Double.NaN : ((Number) c).doubleValue()));
      return column;
    }
    return StringColumn.create(
        name, cells.stream().map(c -> c == null ? null : c.toString()).toArray(String[]::new));
  }

  private static boolean all(List<Object> cells, Predicate<Object> test) {
    return cells.stream().filter(Objects::nonNull).allMatch(test)
        && cells.stream().anyMatch(Objects::nonNull);
  }

  private static String sentence(SQLException e) {
    String message = String.valueOf(e.getMessage());
    // Such as: [SQLITE_ERROR] SQL error or missing database (no such column: x)
    int open = message.indexOf('(');
    String inner =
        message.startsWith("[SQLITE") && open > 0 && message.endsWith(")")
            ? message.substring(open + 1, message.length() - 1)
            : message;
    if (inner.contains("readonly") || inner.contains("read-only")) {
      return "The journal can be read only, by SELECT; '%runs delete' deletes a run.";
    }
    return "The journal does not take this SQL: %s. Its tables are runs, attempts, results and samples."
        .formatted(inner);
  }
}
