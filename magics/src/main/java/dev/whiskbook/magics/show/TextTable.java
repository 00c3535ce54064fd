package dev.whiskbook.magics.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.columns.Column;

/** A table as text, for terminals and for files that are read as such. */
final class TextTable {

  private static final String GAP = "  ";
  private static final int FIRST_EMBEDDING = 0x202A;
  private static final int LAST_OVERRIDE = 0x202E;
  private static final int FIRST_ISOLATE = 0x2066;
  private static final int LAST_ISOLATE = 0x2069;

  private TextTable() {}

  /** Name, header, a line for each row, and what is not shown; control characters made visible. */
  static String of(TableView view) {
    List<List<String>> columns = new ArrayList<>();
    for (Column<?> column : view.columns()) {
      List<String> cells = new ArrayList<>();
      cells.add(oneLine(String.join(" ", TableView.nameAndUnit(column)).strip()));
      IntStream.range(0, view.rows())
          .forEach(row -> cells.add(oneLine(TableView.cell(column, row))));
      columns.add(aligned(cells, TableView.isNumber(column)));
    }
    StringBuilder text = new StringBuilder();
    if (!view.name().isEmpty()) {
      text.append(oneLine(view.name())).append('\n');
    }
    for (int line = 0; line <= view.rows(); line++) {
      StringBuilder row = new StringBuilder();
      for (List<String> column : columns) {
        row.append(row.isEmpty() ? "" : GAP).append(column.get(line));
      }
      text.append(row.toString().stripTrailing()).append('\n');
      if (line == 0) {
        text.append("─".repeat(Math.max(1, width(row.toString())))).append('\n');
      }
    }
    return text.append(view.cut()).toString().stripTrailing();
  }

  private static List<String> aligned(List<String> cells, boolean right) {
    int width = cells.stream().mapToInt(TextTable::width).max().orElse(0);
    return cells.stream()
        .map(
            cell -> {
              String padding = " ".repeat(width - width(cell));
              return right ? padding + cell : cell + padding;
            })
        .toList();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether it would move what stands around it: control characters, and changes of direction. */
  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || (c >= FIRST_EMBEDDING && c <= LAST_OVERRIDE)
        || (c >= FIRST_ISOLATE && c <= LAST_ISOLATE);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append('⏎');
                case '\t' -> line.append(' ');
                default -> line.appendCodePoint(isInvisible(c) ? '�' : c);
              }
            });
    return line.toString();
  }
}
