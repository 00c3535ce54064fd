package dev.whiskbook.kernel.jshell;

import java.lang.reflect.Field;

/**
 * A variable that a cell has declared.
 *
 * @param type its declared type, as source text
 */
public record SessionVariable(String name, String type, Field field) {

  public Object value() {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The variables of cells are public", e);
    }
  }

  /**
   * Sets it.
   *
   * @throws IllegalArgumentException if the value is not of its type
   */
  public void set(Object value) {
    try {
      field.set(null, value);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("The variable " + name + " cannot be set.", e);
    }
  }
}
