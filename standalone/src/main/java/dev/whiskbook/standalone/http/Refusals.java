package dev.whiskbook.standalone.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** What the web server refuses by itself, before any endpoint sees it, as OpenWhisk's document. */
final class Refusals implements DirectHandler {
  static DirectHandlers all() {
    var handlers = DirectHandlers.builder();
    for (EventType event : EventType.values()) {
      handlers.addHandler(event, new Refusals());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    boolean ours = status.code() >= 500;
    String why =
        ours || message == null || message.isBlank()
            ? status.reasonPhrase()
            : "The request cannot be understood: " + message;
    Reply reply = Reply.error(status.code(), why, "none");
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, reply.contentType())
        .keepAlive(false)
        .entity(new String(reply.body(), UTF_8))
        .build();
  }
}
