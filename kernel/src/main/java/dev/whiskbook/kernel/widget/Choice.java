package dev.whiskbook.kernel.widget;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A widget with options of which one is chosen; equal options are one.
 *
 * @param <T> the type of the options, which are written as their text
 * @param <W> the widget itself
 */
public abstract class Choice<T, W extends Choice<T, W>> extends ValueWidget<T, W> {

  private final List<T> options;

  Choice(ModelType type, String description, List<T> options) {
    super(type, description, "index", first(type, description, options));
    this.options = options;
    model().set("_options_labels", labels(options));
    model().set("index", NODES.numberNode(0));
  }

  private static <T> T first(ModelType type, String description, List<T> options) {
    if (options.isEmpty()) {
      throw new IllegalArgumentException(
          "The %s \"%s\" has nothing to choose from: give it an option at least."
              .formatted(type.name(), description));
    }
    return options.getFirst();
  }

  static ArrayNode labels(List<?> options) {
    ArrayNode labels = NODES.arrayNode();
    options.forEach(option -> labels.add(String.valueOf(option)));
    return labels;
  }

  /** What can be chosen. */
  public final List<T> options() {
    return options;
  }

  /** What is chosen. */
  public final T value() {
    return get();
  }

  /**
   * Chooses an option.
   *
   * @throws IllegalArgumentException if it is none
   */
  public final W value(T option) {
    indexOf(options, option, description());
    return set(option);
  }

  static int indexOf(List<?> options, Object option, String description) {
    int index = options.indexOf(option);
    if (index < 0) {
      throw new IllegalArgumentException(
          "\"%s\" has no option %s: choose from %s.".formatted(description, option, options));
    }
    return index;
  }

  static <T> T at(List<T> options, JsonNode index, String description) {
    int i = Numbers.whole("choice", description, index);
    if (i < 0 || i >= options.size()) {
      throw new IllegalArgumentException(
          "\"%s\" has %d options: there is none of index %d."
              .formatted(description, options.size(), i));
    }
    return options.get(i);
  }

  @Override
  final JsonNode toJson(T value) {
    return NODES.numberNode(options.indexOf(value));
  }

  @Override
  final T fromJson(JsonNode json) {
    return at(options, json, description());
  }
}
