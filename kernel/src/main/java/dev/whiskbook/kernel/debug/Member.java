package dev.whiskbook.kernel.debug;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A named value as a debugger shows it: a variable, a field, an element.
 *
 * @param type the declared type where there is one, else the value's own, as a user would write it
 * @param source the declared type as any code can name it; empty where there is none
 * @param setter sets it; empty where that is not possible
 */
record Member(
    String name, String type, String source, Object value, Optional<Consumer<Object>> setter) {

  /** A value that cannot be set, with its own type. */
  static Member of(String name, Object value) {
    return new Member(name, Values.type(value), "", value, Optional.empty());
  }
}
