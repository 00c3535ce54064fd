package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/**
 * A slider for whole numbers.
 *
 * <pre>{@code
 * var n = IntSlider.of("actions", 1, 64).value(8); // shown as the last value of a cell
 * n.onChange(value -> System.out.println(value));
 * n.value()                                      // 8, or what the reader has chosen
 * }</pre>
 */
public final class IntSlider extends ValueWidget<Integer, IntSlider> {

  private static final ModelType TYPE = ModelType.control("IntSlider", "SliderStyle");

  private final int min;
  private final int max;

  private IntSlider(String description, int min, int max) {
    super(TYPE, description, "value", min);
    this.min = min;
    this.max = max;
    model().set("min", NODES.numberNode(min));
    model().set("max", NODES.numberNode(max));
    model().set("value", NODES.numberNode(min));
  }

  /**
   * A slider that stands at its least value.
   *
   * @param description what stands beside it
   * @param min its least value
   * @param max its greatest value, which is one of its values
   * @throws IllegalArgumentException if {@code min} is above {@code max}
   */
  public static IntSlider of(String description, int min, int max) {
    Numbers.checkBounds("IntSlider", description, min, max);
    return new IntSlider(description, min, max);
  }

  /** Where it stands. */
  public int value() {
    return get();
  }

  /**
   * Moves it.
   *
   * @throws IllegalArgumentException if the value is outside of its bounds
   */
  public IntSlider value(int value) {
    return set(checked(value));
  }

  /**
   * By how much it moves; 1 if nothing else is said.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public IntSlider step(int step) {
    model().set("step", NODES.numberNode(Numbers.step("IntSlider", description(), step)));
    return this;
  }

  /** Whether it tells values while it is being dragged; else it does when it is let go. */
  public IntSlider continuousUpdate(boolean continuous) {
    model().set("continuous_update", NODES.booleanNode(continuous));
    return this;
  }

  private int checked(int value) {
    return Numbers.within("IntSlider", description(), value, min, max);
  }

  @Override
  IntSlider self() {
    return this;
  }

  @Override
  JsonNode toJson(Integer value) {
    return NODES.numberNode(value);
  }

  @Override
  Integer fromJson(JsonNode json) {
    return checked(Numbers.whole("IntSlider", description(), json));
  }
}
