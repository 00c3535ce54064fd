package dev.whiskbook.kernel.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * What is on the class path of the cells already, by {@code group:artifact}: no second version of
 * it can be loaded. Guarded by this: a resolution that was interrupted may still look at it.
 */
final class Loaded {

  private static final Pattern FILE_NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

  /**
   * One artifact.
   *
   * @param own whether it is a library of the kernel that cells share
   */
  record Entry(Coordinates coordinates, Path file, boolean own) {}

  private final Map<String, Entry> byKey = new LinkedHashMap<>();

  synchronized void add(Coordinates coordinates, Path file) {
    byKey.putIfAbsent(coordinates.key(), new Entry(coordinates, file, false));
  }

  synchronized Optional<Entry> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  synchronized Optional<Entry> find(Path file) {
    return byKey.values().stream().filter(entry -> entry.file().equals(file)).findFirst();
  }

  synchronized List<Entry> all() {
    return List.copyOf(byKey.values());
  }

  /** Adds a library of the kernel's own, by what its jar says of itself or by its name. */
  synchronized void addOwn(String packages, Path jar) {
    coordinates(packages, jar)
        .ifPresent(found -> byKey.put(found.key(), new Entry(found, jar, true)));
  }

  private static Optional<Coordinates> coordinates(String packages, Path jar) {
    if (!jar.toString().endsWith(".jar")) {
      return Optional.empty();
    }
    try (var file = new JarFile(jar.toFile())) {
      Optional<? extends ZipEntry> described =
          file.stream()
              .filter(entry -> entry.getName().startsWith("META-INF/maven/"))
              .filter(entry -> entry.getName().endsWith("/pom.properties"))
              .findFirst();
      if (described.isPresent()) {
        var properties = new Properties();
        try (InputStream content = file.getInputStream(described.get())) {
          properties.load(content);
        }
        return Optional.of(
            new Coordinates(
                properties.getProperty("groupId"),
                properties.getProperty("artifactId"),
                "jar",
                "",
                properties.getProperty("version")));
      }
    } catch (IOException e) {
      return Optional.empty(); // then a second copy may be loaded, which is of no effect
    }
    Matcher name = FILE_NAME.matcher(jar.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    String artifact = name.group(1);
    String group =
        packages.endsWith("." + artifact)
            ? packages.substring(0, packages.length() - artifact.length() - 1)
            : packages;
    return Optional.of(new Coordinates(group, artifact, "jar", "", name.group(2)));
  }
}
