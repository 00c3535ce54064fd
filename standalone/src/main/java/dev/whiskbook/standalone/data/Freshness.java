package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How long an action says that its result holds: by a field {@code Cache-Control} of the result, or
 * of its {@code headers} as web actions return them, with the meaning that RFC 9111 gives it.
 */
final class Freshness {
  private static final String FIELD = "cache-control";
  private static final Pattern MENTIONED =
      Pattern.compile("\"" + FIELD + "\"", Pattern.CASE_INSENSITIVE);

  /** {@code private} too: whoever calls a web action is one of many here. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("(?:^|,)\\s*(?:no-store|no-cache|private)\\s*(?:,|=|$)");

  private static final Pattern MAX_AGE = directive("max-age");
  private static final Pattern SHARED_MAX_AGE = directive("s-maxage");

  /** RFC 9111, 1.2.2: larger ones count as this. */
  private static final int MAX_DIGITS = 9;

  private Freshness() {}

  /** Seconds from now, at least 1; empty if the result is not to be given again. */
  static OptionalLong seconds(String resultJson) {
    if (!resultJson.startsWith("{") || !MENTIONED.matcher(resultJson).find()) {
      return OptionalLong.empty();
    }
    JsonNode result;
    try {
      result = Json.MAPPER.readTree(resultJson);
    } catch (JacksonException e) {
      return OptionalLong.empty(); // deeper than is read back
    }
    if (result.path("statusCode").asInt(0) >= 400) {
      return OptionalLong.empty(); // a web action's own error
    }
    return Stream.of(result, result.path("headers"))
        .flatMap(fields -> fields.properties().stream())
        .filter(field -> field.getKey().equalsIgnoreCase(FIELD))
        .map(Map.Entry::getValue)
        .filter(JsonNode::isString)
        .map(value -> age(value.stringValue().toLowerCase(Locale.ROOT)))
        .flatMap(Optional::stream)
        .mapToLong(seconds -> seconds)
        .filter(seconds -> seconds > 0)
        .findFirst();
  }

  private static Optional<Long> age(String control) {
    if (FORBIDDEN.matcher(control).find()) {
      return Optional.empty();
    }
    return Stream.of(SHARED_MAX_AGE, MAX_AGE)
        .map(directive -> directive.matcher(control))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .map(digits -> digits.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : digits)
        .map(Long::parseLong)
        .findFirst();
  }

  private static Pattern directive(String name) {
    return Pattern.compile("(?:^|,)\\s*" + name + "\\s*=\\s*\"?(\\d+)\"?\\s*(?:,|$)");
  }
}
