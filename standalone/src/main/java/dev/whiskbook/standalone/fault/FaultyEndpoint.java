package dev.whiskbook.standalone.fault;

import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;

/** An endpoint whose requests meet what {@link Misbehaviour} draws for them. */
public record FaultyEndpoint(Misbehaviour misbehaviour, Endpoint endpoint) implements Endpoint {
  @Override
  public Reply handle(Request request) {
    return switch (misbehaviour.nextRequest()) {
      case SERVED -> endpoint.handle(request);
      case THROTTLED ->
          throw ApiException.of(
              429, "Too many concurrent requests in flight (count: 30, allowed: 30).");
      case SERVER_ERROR -> throw ApiException.of(500, "There was an internal server error.");
      case BAD_GATEWAY -> proxy(502, "502 Bad Gateway");
      case UNAVAILABLE -> proxy(503, "503 Service Temporarily Unavailable");
      case GATEWAY_TIMEOUT -> proxy(504, "504 Gateway Time-out");
      case DISCONNECTED -> endpoint.handle(request).delivered(Reply.Delivery.NOT_AT_ALL);
      case TRUNCATED -> endpoint.handle(request).delivered(Reply.Delivery.HALF);
    };
  }

  private static Reply proxy(int status, String title) {
    return Reply.html(
        status,
        """
        <html>
        <head><title>%1$s</title></head>
        <body>
        <center><h1>%1$s</h1></center>
        <hr><center>nginx</center>
        </body>
        </html>
        """
            .formatted(title));
  }
}
