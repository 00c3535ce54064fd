package dev.whiskbook.standalone.http;

import java.util.Map;
import java.util.Optional;

/**
 * One request, read completely.
 *
 * @param path as sent, still percent-encoded, without the query
 * @param query decoded parameters; of a repeated one the first
 * @param pathVariables decoded values of the route's {@code {variables}}
 * @param transactionId the client's {@code X-Request-ID} or one of ours; echoed
 * @param receivedMs when it arrived, in milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy may be 48 MB
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> pathVariables,
    Optional<String> authorization,
    Optional<String> contentType,
    Optional<String> accept,
    byte[] body,
    String transactionId,
    long receivedMs) {

  Request withPathVariables(Map<String, String> variables) {
    return new Request(
        method,
        path,
        query,
        variables,
        authorization,
        contentType,
        accept,
        body,
        transactionId,
        receivedMs);
  }

  /** The decoded value of the route's {@code {name}}. */
  public String variable(String name) {
    return pathVariables.get(name);
  }

  /**
   * A query parameter that is {@code true} or {@code false}.
   *
   * @throws ApiException with status 400 if it is anything else
   */
  public boolean flag(String name, boolean absent) {
    String value = query.get(name);
    if (value == null) {
      return absent;
    }
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw ApiException.badQuery(name, "'" + value + "' is not a valid Boolean value");
    };
  }
}
