package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;
import java.util.List;
import java.util.stream.Collectors;

/** The runtimes of this server. All versions of Node.js mean the same JavaScript engine here. */
final class Kinds {
  /** What {@code nodejs:default} stands for. */
  static final String DEFAULT = "nodejs:20";

  static final List<String> ALL =
      List.of("nodejs:6", "nodejs:10", "nodejs:14", "nodejs:18", DEFAULT, "nodejs:22");

  private Kinds() {}

  static String resolve(String kind) {
    if (kind.equals("nodejs:default")) {
      return DEFAULT;
    }
    if (!ALL.contains(kind)) {
      throw ApiException.badContent(
          "The specified runtime '%s' is not supported by this platform. Valid values are: %s."
              .formatted(
                  kind, ALL.stream().map(k -> "'" + k + "'").collect(Collectors.joining(", "))));
    }
    return kind;
  }
}
