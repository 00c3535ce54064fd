package dev.whiskbook.standalone.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What becomes of a result: the reply that an extension stands for. */
final class WebReply {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("([\\w!#$&^.+-]+/[\\w!#$&^.+*-]+)\\s*(;.*)?");
  private static final Pattern HEADER_NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

  private WebReply() {}

  /**
   * Makes the reply.
   *
   * @throws ApiException with status 400 or 404 if the result has not the form for it
   */
  static Reply of(Extension extension, JsonNode result) {
    return switch (extension) {
      case HTTP -> http(result);
      case JSON -> json(result);
      case HTML -> markup(extension, result, "text/html; charset=UTF-8");
      case SVG -> markup(extension, result, "image/svg+xml");
      case TEXT -> text(result);
    };
  }

  private static Reply json(JsonNode result) {
    if (!result.isContainer()) {
      throw notValid(Extension.JSON);
    }
    return typed(200, "application/json", PrettyJson.of(result).getBytes(UTF_8));
  }

  private static Reply markup(Extension extension, JsonNode result, String contentType) {
    JsonNode shown = shown(extension, result).orElse(result);
    if (!shown.isString()) {
      throw notValid(extension);
    }
    return typed(200, contentType, shown.stringValue().getBytes(UTF_8));
  }

  private static Reply text(JsonNode result) {
    JsonNode shown =
        result.isObject()
            ? shown(Extension.TEXT, result)
                .orElseThrow(
                    () -> ApiException.of(404, "Response does not include requested property."))
            : result;
    return Reply.text(200, shown.isString() ? shown.stringValue() : PrettyJson.of(shown));
  }

  private static Optional<JsonNode> shown(Extension extension, JsonNode result) {
    return result.isObject()
        ? result.optional("body").or(() -> result.optional(extension.field()))
        : Optional.empty();
  }

  private static Reply http(JsonNode result) {
    if (!result.isObject()) {
      throw notValid(Extension.HTTP);
    }
    Map<String, List<String>> headers = headers(result.path("headers"));
    Optional<Integer> status = status(result.path("statusCode"));
    JsonNode body = result.path("body");
    String contentType = contentType(headers);
    Reply reply;
    boolean empty = body.isMissingNode() || body.isNull() || body.asString("x").isEmpty();
    if (empty || status.filter(s -> s == 204 || s == 304).isPresent()) {
      reply = Reply.empty(status.orElse(204));
    } else if (body.isString()) {
      reply = ofText(status.orElse(200), contentType, body.stringValue());
    } else {
      reply = ofJson(status.orElse(200), contentType, body);
    }
    for (var header : headers.entrySet()) {
      reply = reply.withAll(header.getKey(), header.getValue());
    }
    return reply;
  }

  private static Reply ofText(int status, String contentType, String text) {
    String type = contentType.isEmpty() ? "text/html" : mediaType(contentType);
    boolean json = isJson(type);
    boolean textual =
        json
            || type.startsWith("text/")
            || type.endsWith("+xml")
            || type.endsWith("/xml")
            || type.endsWith("/javascript");
    if (textual && !(json && Exec.looksBinary(text))) {
      String shown = json || contentType.contains("charset") ? type : type + "; charset=UTF-8";
      return typed(
          status, contentType.contains("charset") ? contentType : shown, text.getBytes(UTF_8));
    }
    try {
      return typed(status, contentType, Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw contentTypeMismatch();
    }
  }

  private static Reply ofJson(int status, String contentType, JsonNode body) {
    String type = contentType.isEmpty() ? "application/json" : mediaType(contentType);
    if (!isJson(type)) {
      throw contentTypeMismatch();
    }
    return typed(status, type, PrettyJson.of(body).getBytes(UTF_8));
  }

  private static boolean isJson(String type) {
    return type.equals("application/json") || type.endsWith("+json");
  }

  private static String mediaType(String contentType) {
    var form = MEDIA_TYPE.matcher(contentType);
    if (!form.matches()) {
      throw ApiException.of(400, "Response did not specify a known content-type.");
    }
    return form.group(1).toLowerCase(Locale.ROOT);
  }

  /** Takes the content type out of the headers. */
  private static String contentType(Map<String, List<String>> headers) {
    String contentType = "";
    for (String name : List.copyOf(headers.keySet())) {
      if (name.equalsIgnoreCase("content-type")) {
        contentType = headers.remove(name).getFirst();
      }
    }
    return contentType;
  }

  private static Map<String, List<String>> headers(JsonNode json) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (json.isMissingNode()) {
      return headers;
    }
    if (!json.isObject()) {
      throw notValid(Extension.HTTP);
    }
    json.forEachEntry(
        (name, value) -> {
          List<String> values = new ArrayList<>();
          collect(value, values);
          boolean safe =
              HEADER_NAME.matcher(name).matches()
                  && values.stream().noneMatch(v -> v.chars().anyMatch(c -> c < ' ' && c != '\t'));
          if (!safe) {
            throw notValid(Extension.HTTP);
          }
          if (!values.isEmpty()) {
            headers.put(name, values);
          }
        });
    return headers;
  }

  private static void collect(JsonNode value, List<String> values) {
    if (value.isArray()) {
      value.forEach(v -> collect(v, values));
    } else if (value.isString()) {
      values.add(value.stringValue());
    } else if (value.isBoolean() || value.isNumber()) {
      values.add(value.toString());
    } else {
      throw notValid(Extension.HTTP);
    }
  }

  private static Optional<Integer> status(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.empty();
    }
    int status = -1;
    if (json.isString() && json.stringValue().matches("\\d{3}")) {
      status = Integer.parseInt(json.stringValue());
    } else if (json.isNumber() && json.canConvertToExactIntegral() && json.canConvertToInt()) {
      status = json.intValue();
    }
    // Those that stand for something, except that a 1xx is no answer.
    if (status < 200 || status > 599) {
      throw notValid(Extension.HTTP);
    }
    return Optional.of(status);
  }

  private static Reply typed(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of(), contentType, body, Reply.Delivery.WHOLE);
  }

  private static ApiException notValid(Extension extension) {
    return ApiException.of(400, "Response is not valid '%s'.".formatted(extension.mediaType()));
  }

  private static ApiException contentTypeMismatch() {
    return ApiException.of(400, "Response type in header did not match generated content type.");
  }
}
