package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/** A field for a number, which is told when it is finished: by Enter, or by leaving it. */
public final class FloatText extends ValueWidget<Double, FloatText> {

  private static final ModelType TYPE = ModelType.control("FloatText", "DescriptionStyle");

  private FloatText(String description) {
    super(TYPE, description, "value", 0.0);
  }

  /**
   * One that says 0.
   *
   * @param description what stands beside it
   */
  public static FloatText of(String description) {
    return new FloatText(description);
  }

  /** What it says. */
  public double value() {
    return get();
  }

  /** Changes what it says. */
  public FloatText value(double value) {
    return set(value);
  }

  @Override
  FloatText self() {
    return this;
  }

  @Override
  JsonNode toJson(Double value) {
    return NODES.numberNode(value);
  }

  @Override
  Double fromJson(JsonNode json) {
    return Numbers.number("FloatText", description(), json);
  }
}
