package dev.whiskbook.kernel.widget;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Options in a list, of which any number is chosen, by Shift and Ctrl.
 *
 * @param <T> the type of the options, which are written as their text
 */
public final class SelectMultiple<T> extends ValueWidget<List<T>, SelectMultiple<T>> {

  private static final ModelType TYPE = ModelType.control("SelectMultiple", "DescriptionStyle");

  private final List<T> options;

  private SelectMultiple(String description, List<T> options) {
    super(TYPE, description, "index", List.of());
    this.options = options;
    model().set("_options_labels", Choice.labels(options));
    model().set("index", NODES.arrayNode());
  }

  /** One of whose options none is chosen. */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <T> SelectMultiple<T> of(String description, T... options) {
    return of(description, List.of(options));
  }

  /** As {@link #of(String, Object...)}, with the options as a list. */
  public static <T> SelectMultiple<T> of(String description, List<T> options) {
    return new SelectMultiple<>(description, List.copyOf(options));
  }

  /** What is chosen, in the order of the options; it may be nothing. */
  public List<T> value() {
    return get();
  }

  /**
   * Chooses options instead of those that are chosen.
   *
   * @throws IllegalArgumentException if one is none
   */
  public SelectMultiple<T> value(List<T> chosen) {
    chosen.forEach(option -> Choice.indexOf(options, option, description()));
    return set(options.stream().filter(chosen::contains).toList());
  }

  @Override
  SelectMultiple<T> self() {
    return this;
  }

  @Override
  JsonNode toJson(List<T> value) {
    ArrayNode indices = NODES.arrayNode();
    value.forEach(option -> indices.add(options.indexOf(option)));
    return indices;
  }

  @Override
  List<T> fromJson(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException(
          "\"%s\" takes a list of indices, not %s.".formatted(description(), json));
    }
    var chosen = new ArrayList<T>();
    json.forEach(index -> chosen.add(Choice.at(options, index, description())));
    return List.copyOf(chosen);
  }
}
