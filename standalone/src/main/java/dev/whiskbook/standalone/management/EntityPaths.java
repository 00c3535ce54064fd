package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.EntityName;
import dev.whiskbook.standalone.http.ApiException;

/** Checks of names in URLs. */
final class EntityPaths {
  private EntityPaths() {}

  static void requireLegal(String name) {
    if (name.length() > EntityName.MAX_LENGTH) {
      throw ApiException.rejection(
          400,
          "Entity name longer than allowed: %d > %d."
              .formatted(name.length(), EntityName.MAX_LENGTH));
    }
    if (!EntityName.isLegal(name)) {
      throw ApiException.rejection(400, "The name of the entity contains illegal characters.");
    }
  }
}
