package dev.whiskbook.kernel.javadoc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the sources of the jars on the class path are. */
@FunctionalInterface
public interface SourceJars {

  /**
   * The jar with the sources of a jar. Asked when the documentation of a class in it is wanted for
   * the first time; may take its time, to download it.
   */
  Optional<Path> sourcesOf(Path jar);

  /** Those that lie beside the jars under the names that Maven gives them. */
  SourceJars BESIDE = jar -> beside(jar, "sources");

  /** The jar of another classifier that lies beside a jar, such as {@code x-1.0-javadoc.jar}. */
  static Optional<Path> beside(Path jar, String classifier) {
    String name = String.valueOf(jar.getFileName());
    if (!name.endsWith(".jar")) {
      return Optional.empty();
    }
    String stem = name.substring(0, name.length() - ".jar".length());
    return Optional.of(jar.resolveSibling(stem + "-" + classifier + ".jar"))
        .filter(Files::isRegularFile);
  }
}
