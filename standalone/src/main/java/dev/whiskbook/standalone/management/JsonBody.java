package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.ApiException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies as JSON objects. */
final class JsonBody {
  private JsonBody() {}

  /** Parses an object; bytes that are no UTF-8 become replacement characters, as in OpenWhisk. */
  static ObjectNode object(byte[] body) {
    if (any(body) instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badContent("JSON object expected");
  }

  /** Parses any JSON value. */
  static JsonNode any(byte[] body) {
    String text = new String(body, UTF_8);
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw ApiException.badContent(describe(text, e));
    }
    if (node.isMissingNode()) {
      throw ApiException.badContent(describe(text, text.length(), true, "JSON Value"));
    }
    return node;
  }

  private static String describe(String text, JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return describe(text, text.length(), true, "JSON Value");
    }
    TokenStreamLocation where = e.getLocation();
    int index =
        where == null ? 0 : (int) Math.max(0, Math.min(where.getCharOffset(), text.length() - 1L));
    return describe(
        text, index, false, isJson(text.substring(0, index)) ? "end-of-input" : "valid JSON");
  }

  private static boolean isJson(String text) {
    try {
      return !Json.MAPPER.readTree(text).isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  /** The words and the picture of OpenWhisk's parser: index, line, and a mark under the place. */
  private static String describe(String text, int index, boolean atEnd, String expected) {
    int lineStart = text.lastIndexOf('\n', index - 1) + 1;
    int lineEnd = text.indexOf('\n', index);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    long lineNumber = text.substring(0, lineStart).lines().count() + 1;
    int column = index - lineStart;
    String what = atEnd ? "end-of-input" : "character '" + text.charAt(index) + "'";
    return "Unexpected %s at input index %d (line %d, position %d), expected %s:\n%s\n%s^\n"
        .formatted(what, index, lineNumber, column + 1, expected, line, " ".repeat(column));
  }
}
