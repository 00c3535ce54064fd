package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Request;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are given to actions. */
final class Bodies {
  /** Largest body, in bytes. */
  static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private Bodies() {}

  static void requireSmall(Request request) {
    if (request.body().length > MAX_PAYLOAD_BYTES) {
      throw ApiException.tooLarge("Request", request.body().length, MAX_PAYLOAD_BYTES);
    }
  }

  /** A JSON object, or nothing at all, which is an empty one. */
  static ObjectNode payload(Request request) {
    requireSmall(request);
    if (request.body().length == 0) {
      return Json.object();
    }
    Api.requireJson(request);
    return JsonBody.object(request.body());
  }
}
