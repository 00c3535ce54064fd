package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Json;
import tools.jackson.databind.JsonNode;

/**
 * What is given to an action on top of its parameters: an object, or an array, which replaces them.
 *
 * @param text the same as it was sent: JavaScript reads numbers by its own rules
 */
public record Payload(JsonNode json, String text) {
  /** Nothing. */
  public static final Payload EMPTY = new Payload(Json.object(), "{}");

  /** What we made ourselves. */
  public static Payload of(JsonNode json) {
    return new Payload(json, json.toString());
  }

  /** The result of an activation. */
  public static Payload ofResult(String json) {
    return new Payload(Json.MAPPER.readTree(json), json);
  }
}
