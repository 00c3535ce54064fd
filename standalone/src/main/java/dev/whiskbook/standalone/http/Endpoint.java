package dev.whiskbook.standalone.http;

/** What a route leads to. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request, on a virtual thread of its own, so it may block.
   *
   * @throws ApiException for every error that the client is to see
   */
  Reply handle(Request request);
}
