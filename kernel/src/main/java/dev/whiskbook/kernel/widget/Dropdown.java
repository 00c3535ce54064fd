package dev.whiskbook.kernel.widget;

import java.util.List;

/** Options in a list that opens, of which one is chosen. */
public final class Dropdown<T> extends Choice<T, Dropdown<T>> {

  private Dropdown(String description, List<T> options) {
    super(ModelType.control("Dropdown", "DescriptionStyle"), description, options);
  }

  /**
   * One whose first option is chosen.
   *
   * @param options written as their text; one at least
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <T> Dropdown<T> of(String description, T... options) {
    return of(description, List.of(options));
  }

  /** As {@link #of(String, Object...)}, with the options as a list. */
  public static <T> Dropdown<T> of(String description, List<T> options) {
    return new Dropdown<>(description, List.copyOf(options));
  }

  @Override
  Dropdown<T> self() {
    return this;
  }
}
