package dev.whiskbook.kernel;

import java.lang.reflect.Array;
import java.util.StringJoiner;

/** A value as text: as {@code toString} has it, arrays by their elements. */
final class PlainText {

  private PlainText() {}

  static String of(Object value) {
    if (value != null && value.getClass().isArray()) {
      var elements = new StringJoiner(", ", "[", "]");
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(of(Array.get(value, i)));
      }
      return elements.toString();
    }
    return String.valueOf(value);
  }
}
