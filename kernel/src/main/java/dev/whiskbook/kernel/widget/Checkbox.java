package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/** A box to tick. */
public final class Checkbox extends ValueWidget<Boolean, Checkbox> {

  private static final ModelType TYPE = ModelType.control("Checkbox", "CheckboxStyle");

  private Checkbox(String description) {
    super(TYPE, description, "value", false);
    model()
        .set("indent", NODES.booleanNode(false)); // there is no column of descriptions to keep to
  }

  /**
   * One that is not ticked.
   *
   * @param description what stands beside it
   */
  public static Checkbox of(String description) {
    return new Checkbox(description);
  }

  /** Whether it is ticked. */
  public boolean value() {
    return get();
  }

  /** Ticks it, or not. */
  public Checkbox value(boolean value) {
    return set(value);
  }

  @Override
  Checkbox self() {
    return this;
  }

  @Override
  JsonNode toJson(Boolean value) {
    return NODES.booleanNode(value);
  }

  @Override
  Boolean fromJson(JsonNode json) {
    if (!json.isBoolean()) {
      throw new IllegalArgumentException(
          "The Checkbox \"%s\" is ticked or not: true or false, not %s."
              .formatted(description(), json));
    }
    return json.booleanValue();
  }
}
