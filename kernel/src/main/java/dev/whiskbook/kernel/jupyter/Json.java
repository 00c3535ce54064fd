package dev.whiskbook.kernel.jupyter;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees: nothing is bound to classes, which would cost time at start-up. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads a JSON object.
   *
   * @param what what it is, for the error
   */
  static ObjectNode parse(byte[] utf8, String what) throws MalformedMessageException {
    try {
      if (MAPPER.readTree(utf8) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new MalformedMessageException(
          "its " + what + " is not JSON: " + e.getOriginalMessage());
    }
    throw new MalformedMessageException("its " + what + " is not a JSON object");
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }
}
