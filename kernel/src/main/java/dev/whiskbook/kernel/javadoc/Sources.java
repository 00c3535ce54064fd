package dev.whiskbook.kernel.javadoc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds and parses the source files of classes. The last few stay parsed. Not safe for use by
 * several threads.
 */
final class Sources implements AutoCloseable {

  /** The folder in a jar of ours with the sources of its classes. */
  static final String INCLUDED = "META-INF/sources/";

  /** A parsed String.java takes about 3 MB. */
  private static final int KEPT_FILES = 8;

  private final Archives archives = new Archives();
  private final SourceJars jars;
  private final Optional<Path> jdk;
  private final Map<Path, Optional<Path>> sourcesOf = new HashMap<>();
  private final Map<String, Optional<SourceFile>> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<SourceFile>> eldest) {
          return size() > KEPT_FILES;
        }
      };

  Sources(SourceJars jars, Optional<Path> jdk) {
    this.jars = jars;
    this.jdk = jdk;
  }

  boolean hasJdk() {
    return jdk.isPresent();
  }

  /**
   * The source file of a class.
   *
   * @param module of the JDK; empty for a class from the class path
   * @param file its path in the module or jar, without {@code .java}
   */
  Optional<SourceFile> find(String module, String file, List<Path> classPath) {
    String key = module + "/" + file;
    Optional<SourceFile> known = parsed.get(key);
    if (known == null) {
      known = read(module, file, classPath).map(SourceFile::parse);
      parsed.put(key, known);
    }
    return known;
  }

  private Optional<String> read(String module, String file, List<Path> classPath) {
    if (!module.isEmpty()) {
      return jdk.flatMap(zip -> archives.read(zip, module + "/" + file + ".java"));
    }
    return placeOf(file, classPath).flatMap(place -> read(place, file + ".java"));
  }

  private Optional<String> read(Path place, String source) {
    return Stream.<Supplier<Optional<String>>>of(
            () -> archives.read(place, INCLUDED + source),
            () -> archives.read(place, source),
            () -> sourcesOf(place).flatMap(jar -> archives.read(jar, source)))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Path> sourcesOf(Path jar) {
    return sourcesOf.computeIfAbsent(
        jar, _ -> SourceJars.BESIDE.sourcesOf(jar).or(() -> jars.sourcesOf(jar)));
  }

  /** The page of the javadoc tool about a class, beside its jar. */
  Optional<String> page(String file, List<Path> classPath) {
    return placeOf(file.replace('.', '$'), classPath)
        .flatMap(jar -> SourceJars.beside(jar, "javadoc"))
        .flatMap(jar -> archives.read(jar, file + ".html"));
  }

  /** The jar or folder that a class comes from. */
  private Optional<Path> placeOf(String file, List<Path> classPath) {
    return classPath.stream().filter(place -> archives.has(place, file + ".class")).findFirst();
  }

  @Override
  public void close() throws IOException {
    archives.close();
  }
}
