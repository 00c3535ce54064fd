package dev.whiskbook.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A library of this JVM that the code of cells sees. All others are hidden from it, so that a
 * user's own version of them works.
 *
 * @param packages the name that all its packages begin with, such as {@code tech.tablesaw}
 * @param replaceable whether the cells get another version of it instead if their class path has
 *     one. False for a library whose objects the session's own API takes or returns: there can be
 *     only one of those, and a jar with another one is of no effect.
 * @param inItsJars classes of it, one for each of its jars
 */
public record SharedLibrary(String packages, boolean replaceable, List<Class<?>> inItsJars) {

  public SharedLibrary {
    inItsJars = List.copyOf(inItsJars);
  }

  /** A library that stays as it is in this JVM. */
  public static SharedLibrary fixed(String packages, Class<?>... inItsJars) {
    return new SharedLibrary(packages, false, List.of(inItsJars));
  }

  /** A library that cells use as it is in this JVM, unless their class path has it. */
  public static SharedLibrary replaceable(String packages, Class<?>... inItsJars) {
    return new SharedLibrary(packages, true, List.of(inItsJars));
  }

  /** Whether a class, or a package, is of this library. */
  public boolean has(String name) {
    return name.startsWith(packages)
        && (name.length() == packages.length() || name.charAt(packages.length()) == '.');
  }

  /** The jars and folders that it is in. */
  public List<Path> jars() {
    return inItsJars.stream()
        .map(type -> type.getProtectionDomain().getCodeSource())
        .filter(Objects::nonNull)
        .map(source -> Path.of(URI.create(source.getLocation().toString())))
        .distinct()
        .toList();
  }
}
