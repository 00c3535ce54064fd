package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/** A field for a whole number, which is told when it is finished: by Enter, or by leaving it. */
public final class IntText extends ValueWidget<Integer, IntText> {

  private static final ModelType TYPE = ModelType.control("IntText", "DescriptionStyle");

  private IntText(String description) {
    super(TYPE, description, "value", 0);
  }

  /**
   * One that says 0.
   *
   * @param description what stands beside it
   */
  public static IntText of(String description) {
    return new IntText(description);
  }

  /** What it says. */
  public int value() {
    return get();
  }

  /** Changes what it says. */
  public IntText value(int value) {
    return set(value);
  }

  @Override
  IntText self() {
    return this;
  }

  @Override
  JsonNode toJson(Integer value) {
    return NODES.numberNode(value);
  }

  @Override
  Integer fromJson(JsonNode json) {
    return Numbers.whole("IntText", description(), json);
  }
}
