package dev.whiskbook.kernel.javadoc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a JDK keeps the sources of its classes, if they are installed. */
final class JdkSources {

  private JdkSources() {}

  /** The {@code src.zip} of the JDK in this folder. */
  static Optional<Path> in(Path javaHome) {
    Path beside = javaHome.resolveSibling("openjdk-" + Runtime.version().feature());
    return List.of(
            javaHome.resolve("lib/src.zip"),
            javaHome.resolve("src.zip"),
            beside.resolve("lib/src.zip"), // Debian's package openjdk-…-source
            beside.resolve("src.zip"))
        .stream()
        .filter(Files::isRegularFile) // Debian's link points nowhere without that package
        .findFirst();
  }

  /** How to have them. */
  static String advice() {
    return "For documentation of the JDK's classes install its sources, lib/src.zip in "
        + System.getProperty("java.home")
        + " (Debian, Ubuntu: the package openjdk-"
        + Runtime.version().feature()
        + "-source).";
  }
}
