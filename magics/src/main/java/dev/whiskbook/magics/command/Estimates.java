package dev.whiskbook.magics.command;

import dev.whiskbook.magics.experiment.Measurement.Estimate;
import dev.whiskbook.whisk.Run;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Numbers out of what reducers return. */
final class Estimates {

  private static final String STANDARD_ERROR = "standardError";

  private Estimates() {}

  /** The estimate of each run, by a reducer. */
  static Function<Run, Estimate> by(Function<List<JsonNode>, ?> reducer) {
    return run -> of(run.reduce(reducer).value());
  }

  /**
   * A number; or of a record, map or JSON object the first number in it, with the field {@value
   * #STANDARD_ERROR} as what theory expects of its error.
   *
   * @throws IllegalArgumentException if there is no number in it
   */
  static Estimate of(Object value) {
    JsonNode json;
    try {
      json = JsonMapper.shared().valueToTree(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The reducer's value %s is no number and no record of numbers.".formatted(value), e);
    }
    if (json.isNumber()) {
      return new Estimate(json.doubleValue(), Double.NaN);
    }
    if (json.isString() && value instanceof Number) { // NaN and the infinite are no JSON numbers
      return Estimate.NONE;
    }
    double error = json.path(STANDARD_ERROR).asDouble(Double.NaN);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().isNumber() && !field.getKey().equals(STANDARD_ERROR)) {
        return new Estimate(field.getValue().doubleValue(), error);
      }
    }
    throw new IllegalArgumentException(
        "The reducer must return a number, or a record that begins with one, not %s."
            .formatted(value));
  }
}
