package dev.whiskbook.kernel.notebook;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A value given as text on the command line, written as a Java literal of a type. */
final class JavaLiteral {

  private static final Set<String> WHOLE =
      Set.of("byte", "short", "int", "Byte", "Short", "Integer");
  private static final Set<String> LONG = Set.of("long", "Long");
  private static final Set<String> FLOAT = Set.of("float", "Float");
  private static final Set<String> DOUBLE = Set.of("double", "Double");
  private static final Set<String> BOOLEAN = Set.of("boolean", "Boolean");
  private static final Set<String> TEXT = Set.of("String", "CharSequence", "Object");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d[\\d_]*");

  private JavaLiteral() {}

  /**
   * The literal of a value.
   *
   * @param type the declared type as source text, such as {@code int} or {@code String}
   * @throws IllegalArgumentException if the value is none of the type, or the type has no literals;
   *     the message says what is needed, as the end of a sentence
   */
  static String of(String type, String value) {
    if (TEXT.contains(type)) {
      return quoted(value);
    }
    if (BOOLEAN.contains(type)) {
      if (value.equals("true") || value.equals("false")) {
        return value;
      }
      throw new IllegalArgumentException("give true or false");
    }
    if (WHOLE.contains(type)) {
      return inRange(value, type.toLowerCase(Locale.ROOT));
    }
    try {
      if (LONG.contains(type)) {
        return Long.parseLong(value.replace("_", "")) + "L";
      }
      if (DOUBLE.contains(type)) {
        return floating("Double", Double.parseDouble(value));
      }
      if (FLOAT.contains(type)) {
        float number = Float.parseFloat(value);
        return Float.isFinite(number) ? number + "f" : floating("Float", number);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("give a number", e);
    }
    throw new IllegalArgumentException("only numbers, booleans and texts can be given");
  }

  /** The type that a value seems to have, by the rules by which papermill guesses it. */
  static String guessType(String value) {
    if (value.equals("true") || value.equals("false")) {
      return "boolean";
    }
    if (INTEGER.matcher(value).matches()) {
      try {
        Integer.parseInt(value.replace("_", ""));
        return "int";
      } catch (NumberFormatException e) {
        return "long";
      }
    }
    try {
      Double.parseDouble(value);
      return "double";
    } catch (NumberFormatException e) {
      return "String";
    }
  }

  private static String inRange(String value, String type) {
    long number;
    try {
      number = Long.parseLong(value.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("give a whole number", e);
    }
    return switch (type) {
      case "byte" -> check(number, Byte.MIN_VALUE, Byte.MAX_VALUE, "(byte) ");
      case "short" -> check(number, Short.MIN_VALUE, Short.MAX_VALUE, "(short) ");
      default -> check(number, Integer.MIN_VALUE, Integer.MAX_VALUE, "");
    };
  }

  private static String check(long number, long least, long most, String cast) {
    if (number < least || number > most) {
      throw new IllegalArgumentException("give a whole number from " + least + " to " + most);
    }
    return cast + number;
  }

  private static String floating(String type, double number) {
    if (Double.isNaN(number)) {
      return type + ".NaN";
    }
    if (Double.isInfinite(number)) {
      return type + (number > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
    }
    return Double.toString(number);
  }

  private static String quoted(String text) {
    var literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> literal.append(c);
      }
    }
    return literal.append('"').toString();
  }
}
