package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.ApiException;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** With the annotation {@code final} a request must not replace a value that is not null. */
final class FinalParameters {
  private FinalParameters() {}

  static void requireKept(WhiskAction action, ObjectNode request) {
    boolean overrides =
        action.isAnnotated("final")
            && action.parameters().stream()
                .anyMatch(p -> !p.value().isNull() && request.has(p.key()));
    if (overrides) {
      throw notAllowed();
    }
  }

  static void requireNone(Set<String> reserved, ObjectNode request) {
    if (reserved.stream().anyMatch(request::has)) {
      throw notAllowed();
    }
  }

  private static ApiException notAllowed() {
    return ApiException.of(
        400, "Request defines parameters that are not allowed (e.g., reserved properties).");
  }
}
