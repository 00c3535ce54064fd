package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/** Numbers as widgets have them: within bounds, and said in a sentence where they are not. */
final class Numbers {

  private Numbers() {}

  /**
   * Checks that bounds leave something between them.
   *
   * @throws IllegalArgumentException if they do not
   */
  static void checkBounds(String widget, String description, Number min, Number max) {
    if (!(min.doubleValue() <= max.doubleValue())
        || !Double.isFinite(max.doubleValue() - min.doubleValue())) {
      throw new IllegalArgumentException(
          "The bounds of the %s \"%s\" are the other way round, or no numbers: from %s to %s."
              .formatted(widget, description, min, max));
    }
  }

  /**
   * A value within bounds.
   *
   * @throws IllegalArgumentException if it is outside of them
   */
  static <N extends Number & Comparable<N>> N within(
      String widget, String description, N value, N min, N max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "The %s \"%s\" takes values from %s to %s, not %s."
              .formatted(widget, description, min, max, value));
    }
    return value;
  }

  /**
   * A step by which values change.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  static <N extends Number> N step(String widget, String description, N step) {
    if (!(step.doubleValue() > 0)) {
      throw new IllegalArgumentException(
          "The step of the %s \"%s\" has to be above 0, not %s."
              .formatted(widget, description, step));
    }
    return step;
  }

  /**
   * A whole number that a front end has sent.
   *
   * @throws IllegalArgumentException if it is none, or does not fit an int
   */
  static int whole(String widget, String description, JsonNode json) {
    double value = number(widget, description, json);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The %s \"%s\" takes whole numbers, not %s.".formatted(widget, description, json));
    }
    return (int) value;
  }

  /**
   * A number that a front end has sent.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double number(String widget, String description, JsonNode json) {
    if (!json.isNumber()) {
      throw new IllegalArgumentException(
          "The %s \"%s\" takes numbers, not %s.".formatted(widget, description, json));
    }
    return json.doubleValue();
  }
}
