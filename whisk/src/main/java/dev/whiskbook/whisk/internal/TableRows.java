package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ArgsGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of a table as arguments of actions. */
public final class TableRows {

  private TableRows() {}

  /**
   * Action i gets row i as an object of its column names; missing cells are left out.
   *
   * @return a generator that throws if there are fewer rows than actions
   */
  public static ArgsGenerator args(Table table) {
    return new ArgsGenerator() {
      @Override
      public Object args(int i, int n) {
        if (i >= table.rowCount()) {
          throw new IllegalArgumentException(
              "The table %s has %,d rows, but %,d actions are to run: as many as there are rows at the most."
                  .formatted(table.name() == null ? "" : table.name(), table.rowCount(), n));
        }
        return row(table, i);
      }

      @Override
      public OptionalInt size() {
        return OptionalInt.of(table.rowCount());
      }
    };
  }

  private static Map<String, Object> row(Table table, int i) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Column<?> column : table.columns()) {
      if (!column.isMissing(i)) {
        row.put(column.name(), json(column.get(i)));
      }
    }
    return row;
  }

  /** Numbers, truth values and texts are JSON's own; a date or a time is its ISO text. */
  private static Object json(Object cell) {
    return cell instanceof Number || cell instanceof Boolean ? cell : cell.toString();
  }
}
