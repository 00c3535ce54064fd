package dev.whiskbook.kernel.debug;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hits of a breakpoint count: {@code 5}, {@code == 5}, {@code >= 5}, {@code % 5} and so on.
 */
record HitCount(String operator, int number) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*(==|=|>=|>|<=|<|%)?\\s*(\\d{1,9})\\s*");

  static HitCount parse(String text) {
    if (text.isBlank()) {
      return new HitCount(">", 0);
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || (matcher.group(2).matches("0+") && "%".equals(matcher.group(1)))) {
      throw new DebugException(
          "The hit condition '"
              + text
              + "' is not one: write a number, with ==, >, >=, <, <= or % before it.");
    }
    String operator = matcher.group(1) == null ? "==" : matcher.group(1);
    return new HitCount(operator, Integer.parseInt(matcher.group(2)));
  }

  boolean includes(int hit) {
    return switch (operator) {
      case ">=" -> hit >= number;
      case ">" -> hit > number;
      case "<=" -> hit <= number;
      case "<" -> hit < number;
      case "%" -> hit % number == 0;
      default -> hit == number;
    };
  }
}
