package dev.whiskbook.standalone.entity;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an entity stands: {@code namespace/name}, or {@code namespace/package/name} for an action
 * in a package.
 */
public record QualifiedName(String namespace, Optional<String> packageName, String name) {
  /** Of an entity in no package. */
  public static QualifiedName of(String namespace, String name) {
    return new QualifiedName(namespace, Optional.empty(), name);
  }

  /** Of an action in a package. */
  public static QualifiedName of(String namespace, String packageName, String name) {
    return new QualifiedName(namespace, Optional.of(packageName), name);
  }

  /**
   * Reads {@code [/]namespace/[package/]name}; {@code _} stands for the namespace {@code own}.
   *
   * @return empty if the text has fewer or more parts, or a part that is no name
   */
  public static Optional<QualifiedName> parse(String text, String own) {
    String[] parts = (text.startsWith("/") ? text.substring(1) : text).split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    if (!Arrays.stream(parts).allMatch(EntityName::isLegal)) {
      return Optional.empty();
    }
    String namespace = parts[0].equals("_") ? own : parts[0];
    return Optional.of(
        parts.length == 2 ? of(namespace, parts[1]) : of(namespace, parts[1], parts[2]));
  }

  /** The whole name, without a leading slash: the key in the store, and the {@code path}. */
  public String path() {
    return folder() + "/" + name;
  }

  /** What documents call {@code namespace}: with the package, if there is one. */
  public String folder() {
    return packageName.map(p -> namespace + "/" + p).orElse(namespace);
  }

  /** The package as an entity of its own. */
  public Optional<QualifiedName> packageId() {
    return packageName.map(p -> of(namespace, p));
  }

  /** The form in rules: {@code {"name":…,"path":…}}. */
  public ObjectNode toJson() {
    return Json.object().put("name", name).put("path", folder());
  }

  /** The whole name, without a leading slash. */
  @Override
  public String toString() {
    return path();
  }
}
