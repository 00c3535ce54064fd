package dev.whiskbook.magics.show;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What of a table is shown, and how: so many rows and columns, cells of bearable length, units
 * apart from names. Text and HTML are made of it, so that they show the same.
 */
final class TableView {

  /** Rows shown; of a longer table the rest is counted. */
  static final int ROWS = 50;

  /** Columns shown; of a wider table the rest is counted. */
  static final int COLUMNS = 40;

  /** Characters of a cell that are shown. */
  private static final int CELL = 160;

  private static final Pattern UNIT =
      Pattern.compile("(.+) \\(?(ms|s|min|bytes|B|kB|MB|GB|GB·s|kB/s|MB/s|MFLOP/s|1/s|%)\\)?");

  private final Table table;
  private final List<Column<?>> columns;

  TableView(Table table) {
    this.table = table;
    this.columns = table.columns().stream().<Column<?>>map(c -> c).limit(COLUMNS).toList();
  }

  /** The table's name, or an empty text. */
  String name() {
    return table.name() == null ? "" : table.name().strip();
  }

  /** The columns that are shown. */
  List<Column<?>> columns() {
    return columns;
  }

  /** How many rows are shown. */
  int rows() {
    return Math.min(table.rowCount(), ROWS);
  }

  /** Says what is not shown; empty if nothing is. */
  String cut() {
    int all = table.rowCount();
    String rows = all > ROWS ? "The first %,d of %,d rows".formatted(ROWS, all) : "";
    String wide =
        table.columnCount() > COLUMNS
            ? "the first %,d of %,d columns".formatted(COLUMNS, table.columnCount())
            : "";
    if (rows.isEmpty() || wide.isEmpty()) {
      String one = rows + wide;
      return one.isEmpty()
          ? ""
          : one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1) + ".";
    }
    return rows + ", " + wide + ".";
  }

  /** A cell as the column's own formatter writes it, cut if it is long. */
  static String cell(Column<?> column, int row) {
    String text = column.getString(row);
    if (text == null) {
      return "";
    }
    if (text.length() <= CELL) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(CELL - 1)) ? CELL - 1 : CELL;
    return "%s… (%,d characters)".formatted(text.substring(0, end), text.length());
  }

  /** Whether its cells are numbers, and stand to the right. */
  static boolean isNumber(Column<?> column) {
    return column instanceof NumericColumn && !(column instanceof BooleanColumn);
  }

  /** Whether it says how something ended. */
  static boolean isStatus(Column<?> column) {
    String name = column.name();
    return name.equalsIgnoreCase("status") || name.equalsIgnoreCase("state");
  }

  /** A column's name and its unit, which is empty if the name has none. */
  static String[] nameAndUnit(Column<?> column) {
    String name = shortened(column.name());
    Matcher unit = UNIT.matcher(name);
    return isNumber(column) && unit.matches()
        ? new String[] {unit.group(1), unit.group(2)}
        : new String[] {name, ""};
  }

  private static String shortened(String name) {
    return name.length() <= CELL ? name : name.substring(0, CELL - 1) + "…";
  }
}
