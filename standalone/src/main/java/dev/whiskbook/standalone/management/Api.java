package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.EntityName;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;

/** What the groups of endpoints have in common. */
final class Api {
  static final String ROOT = "/api/v1";
  static final String NAMESPACE = ROOT + "/namespaces/{namespace}";

  /** Answers for a whole collection of a namespace. */
  @FunctionalInterface
  interface OfCollection {
    Reply handle(Request request, String namespace);
  }

  /** Answers for one entity, whose name is legal. */
  @FunctionalInterface
  interface OfEntity {
    Reply handle(Request request, QualifiedName id);
  }

  private Api() {}

  /** An endpoint of a collection, for the namespace's owner. */
  static Endpoint collection(OfCollection endpoint) {
    return request -> {
      String namespace = namespace(request);
      requireOwner(request, namespace, namespace);
      return endpoint.handle(request, namespace).withCors();
    };
  }

  /** An endpoint of a collection that says itself what others may see. */
  static Endpoint sharedCollection(OfCollection endpoint) {
    return request -> endpoint.handle(request, namespace(request)).withCors();
  }

  /** An endpoint of one entity, for the namespace's owner. */
  static Endpoint entity(OfEntity endpoint) {
    return sharedEntity(
        (request, id) -> {
          requireOwner(request, id.namespace(), id.path());
          return endpoint.handle(request, id);
        });
  }

  /**
   * An endpoint of one entity, named by the path variables {@code name} and perhaps {@code
   * package}, that says itself what others may do.
   */
  static Endpoint sharedEntity(OfEntity endpoint) {
    return request -> {
      String name = legal(request.variable("name"));
      String inPackage = request.variable("package");
      QualifiedName id =
          inPackage == null
              ? QualifiedName.of(namespace(request), name)
              : QualifiedName.of(namespace(request), legal(inPackage), name);
      return endpoint.handle(request, id).withCors();
    };
  }

  /** Refuses whoever does not own the namespace. */
  static void requireOwner(Request request, String namespace, String resource) {
    if (!request.caller().namespace().equals(namespace)) {
      throw forbidden(resource);
    }
  }

  static ApiException forbidden(String resource) {
    return ApiException.of(
        403, "The supplied authentication is not authorized to access '%s'.".formatted(resource));
  }

  /** The name is there, but of another sort of entity. */
  static ApiException conformance() {
    return ApiException.of(409, "Resource by this name exists but is not in this collection.");
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

  /** {@code _} stands for the caller's own. */
  private static String namespace(Request request) {
    String asked = request.variable("namespace");
    return asked.equals("_") ? request.caller().namespace() : asked;
  }

  private static String legal(String name) {
    if (name.length() > EntityName.MAX_LENGTH) {
      throw ApiException.rejection(
          400,
          "Entity name longer than allowed: %d > %d."
              .formatted(name.length(), EntityName.MAX_LENGTH));
    }
    if (!EntityName.isLegal(name)) {
      throw ApiException.rejection(400, "The name of the entity contains illegal characters.");
    }
    return name;
  }
}
