package dev.whiskbook.kernel.widget;

import tools.jackson.databind.JsonNode;

/** A field for a line of text. */
public final class Text extends ValueWidget<String, Text> {

  private static final ModelType TYPE = ModelType.control("Text", "TextStyle");

  private Text(String description) {
    super(TYPE, description, "value", "");
  }

  /**
   * One that is empty.
   *
   * @param description what stands beside it
   */
  public static Text of(String description) {
    return new Text(description);
  }

  /** What it says. */
  public String value() {
    return get();
  }

  /** Changes what it says. */
  public Text value(String value) {
    return set(value);
  }

  /** Whether it tells its text while it is being typed; else when it is finished. */
  public Text continuousUpdate(boolean continuous) {
    model().set("continuous_update", NODES.booleanNode(continuous));
    return this;
  }

  /** What it says in grey as long as it is empty. */
  public Text placeholder(String text) {
    model().set("placeholder", NODES.stringNode(text));
    return this;
  }

  @Override
  Text self() {
    return this;
  }

  @Override
  JsonNode toJson(String value) {
    return NODES.stringNode(value);
  }

  @Override
  String fromJson(JsonNode json) {
    if (!json.isString()) {
      throw new IllegalArgumentException(
          "The Text \"%s\" takes text, not %s.".formatted(description(), json));
    }
    return json.stringValue();
  }
}
