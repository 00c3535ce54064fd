package dev.whiskbook.kernel.assist;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value on one short line. It runs no code of the user's, who may have written a toString that
 * prints, waits or throws: objects that are not the JDK's are named by their class.
 */
final class ShortValue {

  private static final int MOST_CHARS = 120;
  private static final int MOST_ELEMENTS = 8;

  private ShortValue() {}

  static String of(Object value) {
    String shown = shown(value, 2);
    return shown.length() <= MOST_CHARS ? shown : shown.substring(0, MOST_CHARS) + "…";
  }

  private static String shown(Object value, int depth) {
    return switch (value) {
      case null -> "null";
      case String text ->
          "\"" + text.lines().limit(2).reduce((a, b) -> a + "\\n…").orElse("") + "\"";
      case Character character -> "'" + character + "'";
      case Enum<?> constant -> constant.name();
      case Optional<?> optional ->
          optional
              .map(inner -> "Optional[" + shown(inner, depth - 1) + "]")
              .orElse("Optional.empty");
      case Collection<?> all when isJdk(value) && depth > 0 -> elements(all, depth);
      case Map<?, ?> map when isJdk(value) -> "a map of " + map.size();
      case Collection<?> all when isJdk(value) -> "… " + all.size();
      default -> value.getClass().isArray() ? array(value, depth) : object(value);
    };
  }

  private static String elements(Collection<?> all, int depth) {
    var shown = new ArrayList<String>();
    for (Object element : all) {
      if (shown.size() == MOST_ELEMENTS) {
        break;
      }
      shown.add(shown(element, depth - 1));
    }
    return list(shown, all.size());
  }

  private static String array(Object array, int depth) {
    int length = Array.getLength(array);
    if (depth == 0) {
      return "… " + length;
    }
    var shown = new ArrayList<String>();
    for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
      shown.add(shown(Array.get(array, i), depth - 1));
    }
    return list(shown, length);
  }

  private static String list(List<String> shown, int size) {
    String more = shown.size() < size ? ", … " + size + " in all" : "";
    return "[" + String.join(", ", shown) + more + "]";
  }

  private static String object(Object value) {
    boolean plain =
        value instanceof Number
            || value instanceof Boolean
            || value.getClass().getName().startsWith("java.time.")
            || value.getClass().getName().startsWith("java.math.");
    boolean safe = plain && isJdk(value);
    return safe ? value.toString() : "a " + name(value.getClass());
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().isEmpty() || type.isHidden()
        ? type.getInterfaces().length > 0 ? type.getInterfaces()[0].getSimpleName() : "object"
        : type.getSimpleName();
  }

  private static boolean isJdk(Object value) {
    return value.getClass().getName().startsWith("java.");
  }
}
