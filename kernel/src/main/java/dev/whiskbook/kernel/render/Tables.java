package dev.whiskbook.kernel.render;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values that read best as a table: maps, records, lists of them, arrays of arrays. */
final class Tables {

  static final int ROWS_SHOWN = 100;
  static final int COLUMNS_SHOWN = 30;

  private Tables() {}

  /** The value as an HTML table, if it is one of these. */
  static Optional<String> of(Object value) throws ReflectiveOperationException {
    return switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> Optional.of(map(map));
      case Record record -> Optional.of(record(record));
      case Collection<?> collection when !collection.isEmpty() ->
          rows(collection.stream().limit(ROWS_SHOWN).toList(), collection.size());
      case Object[] array when array.length > 0 ->
          rows(Arrays.asList(array).subList(0, Math.min(array.length, ROWS_SHOWN)), array.length);
      default -> Optional.empty();
    };
  }

  private static String map(Map<?, ?> map) {
    List<List<?>> rows = new ArrayList<>();
    map.entrySet().stream()
        .limit(ROWS_SHOWN)
        .forEach(entry -> rows.add(Arrays.asList(entry.getKey(), entry.getValue())));
    return Html.table(List.of("key", "value"), rows, note(rows.size(), map.size(), "entries"));
  }

  private static String record(Record record) throws ReflectiveOperationException {
    List<List<?>> rows = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      rows.add(Arrays.asList(component.getName(), value(component, record)));
    }
    return Html.table(List.of(record.getClass().getSimpleName(), "value"), rows, "");
  }

  private static Optional<String> rows(List<?> shown, int all) throws ReflectiveOperationException {
    Object first = shown.getFirst();
    String note = note(shown.size(), all, "rows");
    if (first instanceof Record && areAll(shown, first.getClass())) {
      RecordComponent[] components = first.getClass().getRecordComponents();
      List<List<?>> rows = new ArrayList<>();
      for (Object record : shown) {
        List<Object> row = new ArrayList<>();
        for (RecordComponent component : components) {
          row.add(value(component, record));
        }
        rows.add(row);
      }
      var head = Arrays.stream(components).map(RecordComponent::getName).toList();
      return Optional.of(Html.table(head, rows, note));
    }
    if (first instanceof Map && areAll(shown, Map.class)) {
      var keys = new LinkedHashSet<Object>();
      shown.forEach(map -> keys.addAll(((Map<?, ?>) map).keySet()));
      List<Object> columns = keys.stream().limit(COLUMNS_SHOWN).toList();
      List<List<?>> rows = new ArrayList<>();
      for (Object map : shown) {
        List<Object> row = new ArrayList<>();
        columns.forEach(key -> row.add(((Map<?, ?>) map).get(key)));
        rows.add(row);
      }
      return Optional.of(Html.table(columns.stream().map(String::valueOf).toList(), rows, note));
    }
    if (first != null && first.getClass().isArray() && areAll(shown, first.getClass())) {
      return Optional.of(matrix(shown, note));
    }
    return Optional.empty();
  }

  private static String matrix(List<?> arrays, String note) {
    List<List<?>> rows = new ArrayList<>();
    int widest = 0;
    for (Object array : arrays) {
      int length = Array.getLength(array);
      widest = Math.max(widest, length);
      rows.add(
          IntStream.range(0, Math.min(length, COLUMNS_SHOWN))
              .mapToObj(i -> String.valueOf(Array.get(array, i)))
              .toList());
    }
    String columns = widest > COLUMNS_SHOWN ? note(COLUMNS_SHOWN, widest, "columns") + " " : "";
    return Html.table(List.of(), rows, columns + note);
  }

  private static boolean areAll(List<?> values, Class<?> type) {
    return values.stream().allMatch(type::isInstance);
  }

  private static Object value(RecordComponent component, Object record)
      throws ReflectiveOperationException {
    var accessor = component.getAccessor();
    accessor.setAccessible(true); // the record may be private to a class of the user's
    try {
      return accessor.invoke(record);
    } catch (InvocationTargetException e) {
      return "(" + e.getCause() + ")";
    }
  }

  private static String note(int shown, int all, String what) {
    return shown < all ? "The first %,d of %,d %s.".formatted(shown, all, what) : "";
  }
}
