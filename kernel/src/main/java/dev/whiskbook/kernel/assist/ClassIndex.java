package dev.whiskbook.kernel.assist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The names of all top-level classes that cells can import, by their simple names and by package.
 * Each module, jar and folder is listed once, when it is first needed.
 */
final class ClassIndex {

  /** One place that classes come from. */
  private record Place(NavigableMap<String, Set<String>> packagesOf, Map<String, Set<String>> in) {

    Place() {
      this(new TreeMap<>(), new HashMap<>());
    }

    void add(String packageName, String simpleName) {
      packagesOf.computeIfAbsent(simpleName, _ -> new TreeSet<>()).add(packageName);
      in.computeIfAbsent(packageName, _ -> new TreeSet<>()).add(simpleName);
    }
  }

  private final Map<Path, Place> places = new LinkedHashMap<>();
  private Place jdk;

  /** Lists what has not been listed; takes some tenths of a second the first time. */
  synchronized void prepare(List<Path> classPath) {
    places(classPath);
  }

  /** The packages of the classes whose simple names begin so, by simple name. */
  synchronized NavigableMap<String, Set<String>> beginningWith(
      String prefix, List<Path> classPath) {
    var found = new TreeMap<String, Set<String>>();
    for (Place place : places(classPath)) {
      place
          .packagesOf()
          .subMap(prefix, prefix + Character.MAX_VALUE)
          .forEach((name, in) -> found.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(in));
    }
    return found;
  }

  /** The simple names of the classes in a package. */
  synchronized Set<String> classesIn(String packageName, List<Path> classPath) {
    Set<String> found = new HashSet<>();
    for (Place place : places(classPath)) {
      found.addAll(place.in().getOrDefault(packageName, Set.of()));
    }
    return found;
  }

  /** The next parts of the names of packages in this one; of the roots for an empty name. */
  synchronized Set<String> packagesIn(String packageName, List<Path> classPath) {
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    return places(classPath).stream()
        .flatMap(place -> place.in().keySet().stream())
        .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
        .map(name -> name.substring(prefix.length()).replaceFirst("\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Place> places(List<Path> classPath) {
    if (jdk == null) {
      jdk = jdk();
    }
    places.keySet().retainAll(new HashSet<>(classPath));
    return Stream.concat(
            Stream.of(jdk),
            classPath.stream().map(entry -> places.computeIfAbsent(entry, ClassIndex::list)))
        .toList();
  }

  private static Place jdk() {
    var place = new Place();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      Set<String> exported =
          module.descriptor().exports().stream()
              .filter(exports -> !exports.isQualified())
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toSet());
      try (var reader = module.open();
          Stream<String> files = reader.list()) {
        files.forEach(
            file ->
                ifClass(file, name -> addIf(exported, packageOf(name), simpleName(name), place)));
      } catch (IOException e) {
        throw new UncheckedIOException("The JDK's module cannot be read: " + module, e);
      }
    }
    return place;
  }

  private static void addIf(Set<String> exported, String packageName, String name, Place place) {
    if (exported.contains(packageName)) {
      place.add(packageName, name);
    }
  }

  /** An entry of the class path that is not there has no classes, as for javac. */
  private static Place list(Path entry) {
    var place = new Place();
    Consumer<String> add = name -> place.add(packageOf(name), simpleName(name));
    try {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          files.forEach(file -> ifClass(entry.relativize(file).toString().replace('\\', '/'), add));
        }
      } else if (Files.isRegularFile(entry)) {
        try (var jar = new ZipFile(entry.toFile())) {
          jar.stream().forEach(file -> ifClass(file.getName(), add));
        }
      }
    } catch (IOException e) {
      return place; // no jar: javac says so where it matters, when a cell is compiled
    }
    return place;
  }

  private static void ifClass(String file, Consumer<String> name) {
    classOf(file).ifPresent(name);
  }

  /** The name of the top-level class in a file. */
  private static Optional<String> classOf(String file) {
    boolean named =
        file.endsWith(".class")
            && !file.startsWith("META-INF/")
            && file.indexOf('$') < 0
            && file.indexOf('-') < 0;
    return named
        ? Optional.of(file.substring(0, file.length() - ".class".length()).replace('/', '.'))
        : Optional.empty();
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
