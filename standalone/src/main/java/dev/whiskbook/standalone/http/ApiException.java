package dev.whiskbook.standalone.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends the handling of a request with an error reply. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean cors;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  private ApiException(int status, String message, boolean cors) {
    super(message, null, false, false);
    this.status = status;
    this.cors = cors;
  }

  /** An error that an endpoint answers with. */
  public static ApiException of(int status, String message) {
    return new ApiException(status, message, true);
  }

  /** An error found before an endpoint took over; OpenWhisk sends these without CORS headers. */
  public static ApiException rejection(int status, String message) {
    return new ApiException(status, message, false);
  }

  /** A query parameter that cannot be understood. */
  public static ApiException badQuery(String parameter, String why) {
    return rejection(400, "The query parameter '%s' was malformed:\n%s".formatted(parameter, why));
  }

  /** A body that cannot be understood. */
  public static ApiException badContent(String why) {
    return rejection(400, "The request content was malformed:\n" + why);
  }

  /** The entity is not there. */
  public static ApiException notFound() {
    return of(404, "The requested resource does not exist.");
  }

  /** A part of a request is larger than allowed. */
  public static ApiException tooLarge(String field, long is, long allowed) {
    return of(413, "%s larger than allowed: %d > %d bytes.".formatted(field, is, allowed));
  }

  /** The same with a header in its reply. */
  public ApiException with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The status of its reply. */
  public int status() {
    return status;
  }

  Reply toReply(String transactionId) {
    Reply reply = Reply.error(status, getMessage(), transactionId);
    for (var header : headers.entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return cors ? reply.withCors() : reply;
  }
}
