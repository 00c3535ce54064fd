package dev.whiskbook.standalone.web;

import dev.whiskbook.standalone.entity.EntityName;
import dev.whiskbook.standalone.entity.QualifiedName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code /api/v1/web/namespace/package/action[.extension][/more]}, where the package {@code
 * default} means none.
 *
 * @param rest what follows the action, with its slash, still encoded; for the action to see
 */
record WebPath(QualifiedName action, Extension extension, String rest) {
  static final String ROOT = "/api/v1/web/";

  /** Empty if the path has fewer parts, or one that is no name. */
  static Optional<WebPath> parse(String path) {
    if (!path.startsWith(ROOT)) {
      return Optional.empty();
    }
    String[] parts = path.substring(ROOT.length()).split("/", 4);
    if (parts.length < 3) {
      return Optional.empty();
    }
    for (int i = 0; i < 3; i++) {
      parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!EntityName.isLegal(parts[i])) {
        return Optional.empty();
      }
    }
    Extension extension = Extension.of(parts[2]);
    String name = extension.without(parts[2]);
    if (!EntityName.isLegal(name)) {
      return Optional.empty();
    }
    QualifiedName action =
        parts[1].equals("default")
            ? QualifiedName.of(parts[0], name)
            : QualifiedName.of(parts[0], parts[1], name);
    return Optional.of(new WebPath(action, extension, parts.length > 3 ? "/" + parts[3] : ""));
  }
}
