package dev.whiskbook.kernel.widget;

import java.util.List;

/** Options as buttons side by side, of which one is pressed. */
public final class ToggleButtons<T> extends Choice<T, ToggleButtons<T>> {

  private ToggleButtons(String description, List<T> options) {
    super(ModelType.control("ToggleButtons", "ToggleButtonsStyle"), description, options);
  }

  /**
   * One whose first option is chosen.
   *
   * @param options written as their text; one at least
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <T> ToggleButtons<T> of(String description, T... options) {
    return of(description, List.of(options));
  }

  /** As {@link #of(String, Object...)}, with the options as a list. */
  public static <T> ToggleButtons<T> of(String description, List<T> options) {
    return new ToggleButtons<>(description, List.copyOf(options));
  }

  @Override
  ToggleButtons<T> self() {
    return this;
  }
}
