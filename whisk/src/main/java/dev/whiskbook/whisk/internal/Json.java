package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of this module. */
public final class Json {
  /** Lenient towards fields that a user's type leaves out. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /** A result as a value of the type; it must have one. */
  public static <R> R convert(ActionResult result, Class<R> type) {
    JsonNode value = result.value().orElseThrow();
    try {
      return MAPPER.treeToValue(value, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The result of action %d is no %s: %s. It is %s"
              .formatted(
                  result.i(),
                  type.getSimpleName(),
                  e.getOriginalMessage(),
                  brief(value.toString())),
          e);
    }
  }

  /** A text cut to what fits a message. */
  public static String brief(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
