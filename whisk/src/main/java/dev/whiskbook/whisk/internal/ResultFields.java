package dev.whiskbook.whisk.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of many results, by name: the cells of the columns that they become. */
final class ResultFields {

  /** A result with more different names, such as words and their counts, stays one JSON column. */
  private static final int MOST_COLUMNS = 500;

  private final int rows;
  private final Map<String, JsonNode[]> columns = new LinkedHashMap<>();
  // Tablesaw compares column names without regard to case: the names taken, by their lower case.
  private final Map<String, String> taken = new LinkedHashMap<>();

  ResultFields(int rows) {
    this.rows = rows;
    taken.put("action", "");
    taken.put("status", "");
  }

  /** The cells of each column, in the order in which the names first came; null where missing. */
  Map<String, JsonNode[]> columns() {
    return columns;
  }

  void add(int row, JsonNode result) {
    if (result.isObject()) {
      spread(row, "", result);
    } else {
      put(row, "value", result);
    }
  }

  private void spread(int row, String prefix, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = prefix + field.getKey();
      JsonNode value = field.getValue();
      boolean room = columns.size() + value.size() <= MOST_COLUMNS;
      if (value.isObject() && !value.isEmpty() && room) {
        spread(row, name + ".", value);
      } else if (columns.size() < MOST_COLUMNS || columns.containsKey(name)) {
        put(row, name, value);
      } else {
        putInto(row, "(further fields)", field.getKey(), value);
      }
    }
  }

  private void put(int row, String name, JsonNode value) {
    columns.computeIfAbsent(unique(name), _ -> new JsonNode[rows])[row] = value;
  }

  private void putInto(int row, String column, String field, JsonNode value) {
    JsonNode[] cells = columns.computeIfAbsent(column, _ -> new JsonNode[rows]);
    if (cells[row] == null) {
      cells[row] = Json.MAPPER.createObjectNode();
    }
    ((ObjectNode) cells[row]).set(field, value);
  }

  private String unique(String name) {
    String column = name.isBlank() ? "(unnamed)" : name;
    String holder = taken.putIfAbsent(column.toLowerCase(Locale.ROOT), column);
    if (holder == null || holder.equals(column)) {
      return column;
    }
    return holder.isEmpty() ? unique("result." + column) : unique(column + "'");
  }
}
