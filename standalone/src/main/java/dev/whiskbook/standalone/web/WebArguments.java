package dev.whiskbook.standalone.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Request;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The arguments that a web action gets: the request's own under {@code __ow_…}, query and body. */
final class WebArguments {
  /** The names that a request cannot give. */
  static final Set<String> RESERVED =
      Set.of("__ow_method", "__ow_headers", "__ow_path", "__ow_user", "__ow_query", "__ow_body");

  private static final Set<String> TEXTUAL =
      Set.of(
          "application/json",
          "application/javascript",
          "application/xml",
          "application/x-www-form-urlencoded");

  private final Request request;
  private final String mediaType;

  WebArguments(Request request) {
    this.request = request;
    this.mediaType =
        request.contentType().orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What the client names: the query, with the fields of a JSON object or a form over it. */
  ObjectNode named(Function<byte[], JsonNode> parser) {
    var arguments = form(request.rawQuery());
    if (request.body().length == 0) {
      return arguments;
    }
    if (isJson() && parser.apply(request.body()) instanceof ObjectNode object) {
      arguments.setAll(object);
    } else if (isForm()) {
      arguments.setAll(form(new String(request.body(), UTF_8)));
    }
    return arguments;
  }

  /** The body, if it names nothing, for {@code __ow_body}. */
  Optional<JsonNode> unnamed(Function<byte[], JsonNode> parser) {
    if (request.body().length == 0 || isForm()) {
      return Optional.empty();
    }
    return isJson()
        ? Optional.of(parser.apply(request.body())).filter(body -> !body.isObject())
        : Optional.of(opaque());
  }

  /** Query and body as they came, for actions with the annotation {@code raw-http}. */
  ObjectNode raw() {
    var arguments = Json.object().put("__ow_query", request.rawQuery());
    arguments.set("__ow_body", request.body().length == 0 ? StringNode.valueOf("") : opaque());
    return arguments;
  }

  /** What comes with every request. */
  ObjectNode metadata(String rest, Optional<Identity> user) {
    var arguments = Json.object().put("__ow_method", request.method().toLowerCase(Locale.ROOT));
    var headers = arguments.putObject("__ow_headers");
    request.headers().forEach(headers::put);
    arguments.put("__ow_path", rest);
    user.ifPresent(u -> arguments.put("__ow_user", u.namespace()));
    return arguments;
  }

  private boolean isForm() {
    return mediaType.equals("application/x-www-form-urlencoded");
  }

  private boolean isJson() {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  /** Binary is passed in base64, and so is JSON where it is not parsed, as in OpenWhisk. */
  private StringNode opaque() {
    boolean text =
        mediaType.startsWith("text/")
            || mediaType.endsWith("+xml")
            || (TEXTUAL.contains(mediaType) && !mediaType.equals("application/json"));
    return StringNode.valueOf(
        text
            ? new String(request.body(), UTF_8)
            : Base64.getEncoder().encodeToString(request.body()));
  }

  /** The last of several values counts. */
  private static ObjectNode form(String text) {
    var fields = Json.object();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // "100%" is taken as it stands
    }
  }
}
