package dev.whiskbook.whisk.internal;

import java.util.regex.Pattern;

/** OpenWhisk's rules for names (EntityName.scala). */
public final class EntityNames {
  // Java's \w is ASCII, as it is in OpenWhisk's own expression.
  private static final Pattern NAME = Pattern.compile("\\w|\\w[\\w@ .&-]{0,254}[\\w@.&-]");

  private EntityNames() {}

  /** Checks {@code name}, {@code package/name} or {@code /namespace/[package/]name}. */
  public static void checkActionName(String name) {
    String[] parts = split(name);
    if (name.isEmpty() || parts.length > 3) {
      throw illegal(name, name);
    }
    for (String part : parts) {
      if (!NAME.matcher(part).matches()) {
        throw illegal(name, part);
      }
    }
  }

  /**
   * Takes a checked name apart.
   *
   * @return its path: the name, perhaps after a package, perhaps after a namespace
   */
  public static Path path(String name, String defaultNamespace) {
    String[] parts = split(name);
    boolean qualified = name.startsWith("/") || parts.length == 3;
    String namespace = qualified ? parts[0] : defaultNamespace;
    int from = qualified ? 1 : 0;
    return parts.length - from == 2
        ? new Path(namespace, parts[from], parts[from + 1])
        : new Path(namespace, "", parts[parts.length - 1]);
  }

  /** Where an action is; {@code pkg} is empty outside of packages. */
  public record Path(String namespace, String pkg, String name) {}

  private static String[] split(String name) {
    return (name.startsWith("/") ? name.substring(1) : name).split("/", -1);
  }

  private static IllegalArgumentException illegal(String name, String part) {
    return new IllegalArgumentException(
        "'%s' is no action name for OpenWhisk%s: a name starts with a letter, digit or _, goes on with those or @ . & - and inner blanks, and has up to 256 characters."
            .formatted(name, part.equals(name) ? "" : " because of '" + part + "'"));
  }
}
