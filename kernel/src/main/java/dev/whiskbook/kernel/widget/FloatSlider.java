package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/**
 * A slider for numbers.
 *
 * <pre>{@code
 * var n = FloatSlider.of("share", 0, 1).value(0.5); // shown as the last value of a cell
 * n.onChange(value -> System.out.println(value));
 * n.value()                                      // 0.5, or what the reader has chosen
 * }</pre>
 */
public final class FloatSlider extends ValueWidget<Double, FloatSlider> {

  private static final ModelType TYPE = ModelType.control("FloatSlider", "SliderStyle");

  private final double min;
  private final double max;

  private FloatSlider(String description, double min, double max) {
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
  public static FloatSlider of(String description, double min, double max) {
    Numbers.checkBounds("FloatSlider", description, min, max);
    return new FloatSlider(description, min, max);
  }

  /** Where it stands. */
  public double value() {
    return get();
  }

  /**
   * Moves it.
   *
   * @throws IllegalArgumentException if the value is outside of its bounds
   */
  public FloatSlider value(double value) {
    return set(checked(value));
  }

  /**
   * By how much it moves; 0.1 if nothing else is said.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public FloatSlider step(double step) {
    model().set("step", NODES.numberNode(Numbers.step("FloatSlider", description(), step)));
    return this;
  }

  /** Whether it tells values while it is being dragged; else it does when it is let go. */
  public FloatSlider continuousUpdate(boolean continuous) {
    model().set("continuous_update", NODES.booleanNode(continuous));
    return this;
  }

  /**
   * How its value is written beside it.
   *
   * @param format as D3 has it, such as {@code .2f}, which it is if nothing else is said, {@code
   *     .0%} or {@code .1e}
   */
  public FloatSlider readoutFormat(String format) {
    model().set("readout_format", NODES.stringNode(format));
    return this;
  }

  private double checked(double value) {
    return Numbers.within("FloatSlider", description(), value, min, max);
  }

  @Override
  FloatSlider self() {
    return this;
  }

  @Override
  JsonNode toJson(Double value) {
    return NODES.numberNode(value);
  }

  @Override
  Double fromJson(JsonNode json) {
    return checked(Numbers.number("FloatSlider", description(), json));
  }
}
