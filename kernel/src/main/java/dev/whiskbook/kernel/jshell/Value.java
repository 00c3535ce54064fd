package dev.whiskbook.kernel.jshell;

/**
 * What a snippet evaluated to.
 *
 * @param present whether there is something to show: statements and declarations have no value,
 *     null is one
 */
public record Value(boolean present, Object object) {

  public static final Value NONE = new Value(false, null);

  public static Value of(Object object) {
    return new Value(true, object);
  }
}
