package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.SharedLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The libraries of this JVM that cells see. */
public record SharedLibraries(List<SharedLibrary> libraries) {

  public SharedLibraries {
    libraries = List.copyOf(libraries);
  }

  /** The library that a class, or a package, is of; none for what is hidden, and for the JDK. */
  Optional<SharedLibrary> of(String name) {
    for (SharedLibrary library : libraries) {
      if (library.has(name)) {
        return Optional.of(library);
      }
    }
    return Optional.empty();
  }

  /** The jars and folders that the libraries are in. */
  List<Path> paths() {
    return libraries.stream().flatMap(library -> library.jars().stream()).distinct().toList();
  }

  /** The name of a class as a resource, {@code java/lang/Object.class}. */
  static String resource(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** The package of a resource, {@code java.lang}. */
  static String packageOf(String resource) {
    return resource.substring(0, Math.max(0, resource.lastIndexOf('/'))).replace('/', '.');
  }
}
