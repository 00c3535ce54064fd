package dev.whiskbook.standalone.http;

import java.util.Map;
import java.util.Optional;

/**
 * One request, read completely.
 *
 * @param path as sent, still percent-encoded, without the query
 * @param query decoded parameters; of a repeated one the first
 * @param pathVariables decoded values of the route's {@code {variables}}
 * @param headers of a repeated one the values with commas between, names in lower case
 * @param rawQuery the query as sent, empty if there is none
 * @param identity whose key came with it; absent only at endpoints that need none
 * @param transactionId the client's {@code X-Request-ID} or one of ours; echoed
 * @param receivedMs when it arrived, in milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy may be 48 MB
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> pathVariables,
    String rawQuery,
    Map<String, String> headers,
    byte[] body,
    Optional<Identity> identity,
    String transactionId,
    long receivedMs) {

  Request withPathVariables(Map<String, String> variables) {
    return new Request(
        method,
        path,
        query,
        variables,
        rawQuery,
        headers,
        body,
        identity,
        transactionId,
        receivedMs);
  }

  Request from(Optional<Identity> caller) {
    return new Request(
        method,
        path,
        query,
        pathVariables,
        rawQuery,
        headers,
        body,
        caller,
        transactionId,
        receivedMs);
  }

  /** A header by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The type that the body is said to have. */
  public Optional<String> contentType() {
    return header("content-type");
  }

  /** Whose request it is, at an endpoint that needs a key. */
  public Identity caller() {
    return identity.orElseThrow(() -> new IllegalStateException("An open endpoint has no caller"));
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

  /**
   * Refuses a client that does not take this media type.
   *
   * @throws ApiException with status 406
   */
  public void requireAccepted(String mediaType) {
    String accept = header("accept").orElse("*/*");
    String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    if (!accept.contains("*/*") && !accept.contains(family) && !accept.contains(mediaType)) {
      throw ApiException.rejection(
          406, "Resource representation is only available with these types:\n" + mediaType);
    }
  }
}
