package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;

/** The one namespace of this server, which the key belongs to. */
public record Namespace(String name) {
  /** Refuses any other namespace; {@code _} stands for the key's own. */
  void require(String asked, String rest) {
    if (!asked.equals("_") && !asked.equals(name)) {
      throw ApiException.of(
          403,
          "The supplied authentication is not authorized to access '%s%s'.".formatted(asked, rest));
    }
  }
}
