package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Request;

/** What the groups of endpoints have in common. */
final class Api {
  static final String ROOT = "/api/v1";
  static final String NAMESPACE = ROOT + "/namespaces/{namespace}";

  private Api() {}

  /** An endpoint of the collection itself. */
  static Endpoint collection(Namespace namespace, Endpoint endpoint) {
    return request -> {
      namespace.require(request.variable("namespace"), "");
      return endpoint.handle(request).withCors();
    };
  }

  /** An endpoint of one entity, whose name is the path variable {@code name}. */
  static Endpoint entity(Namespace namespace, Endpoint endpoint) {
    return request -> {
      EntityPaths.requireLegal(request.variable("name"));
      namespace.require(request.variable("namespace"), "/" + request.variable("name"));
      return endpoint.handle(request).withCors();
    };
  }

  /** A JSON body is required to say that it is JSON. */
  static void requireJson(Request request) {
    String type = request.contentType().orElse("application/octet-stream");
    String media = type.split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase("application/json")) {
      throw ApiException.rejection(
          415,
          "The request's Content-Type [%s] is not supported. Expected:\napplication/json"
              .formatted(media));
    }
  }
}
