package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.http.ApiException;
import tools.jackson.databind.JsonNode;

/** Names of other entities in bodies: {@code /namespace/[package/]name}. */
final class EntityReference {
  private EntityReference() {}

  static QualifiedName read(JsonNode node, String namespace) {
    if (node.isObject() && node.path("name").isString()) {
      String path = node.path("path").asString("_");
      return parse(path + "/" + node.get("name").stringValue(), namespace);
    }
    if (!node.isString()) {
      throw ApiException.badContent("fully qualified name malformed");
    }
    return parse(node.stringValue(), namespace);
  }

  private static QualifiedName parse(String text, String namespace) {
    return QualifiedName.parse(text, namespace)
        .orElseThrow(
            () ->
                ApiException.badContent(
                    "requirement failed: The fully qualified name of the entity must contain at"
                        + " least the namespace and the name of the entity."));
  }
}
