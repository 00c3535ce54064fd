package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.SharedLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's class path, the same as that of {@link CellClassLoader}: the shared libraries of
 * this JVM, and behind them what cells added. JShell would give the compiler the whole class path
 * of the JVM.
 */
final class CellFileManager extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {

  /** Where what was added stands in the file manager below. */
  private static final Location ADDED = new Place("ADDED");

  /** Class files in the file manager below. */
  private record Place(String getName) implements Location {

    @Override
    public boolean isOutputLocation() {
      return false;
    }
  }

  private final CellClassLoader loader;
  // Each library by itself: the file manager reads the whole of each jar that it looks into.
  private final Map<SharedLibrary, Location> shared = new LinkedHashMap<>();
  private final List<Path> added = new ArrayList<>(); // guarded by this
  private volatile boolean indexed;

  CellFileManager(
      StandardJavaFileManager files, SharedLibraries libraries, CellClassLoader loader) {
    super(files);
    this.loader = loader;
    set(StandardLocation.CLASS_PATH, libraries.paths());
    for (SharedLibrary library : libraries.libraries()) {
      var place = new Place("SHARED " + library);
      set(place, library.jars());
      shared.put(library, place);
    }
    set(ADDED, List.of());
  }

  /**
   * From now on JShell's index of all classes sees what there is.
   *
   * @return whether it did not before
   */
  boolean index() {
    boolean before = indexed;
    indexed = true;
    return !before;
  }

  /** Adds jars and folders to what cells can be compiled against. */
  synchronized void add(List<Path> entries) {
    added.addAll(entries);
    set(ADDED, added);
  }

  private void set(Location location, Collection<Path> paths) {
    try {
      fileManager.setLocationFromPaths(location, paths);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JShell hands its own idea of the class path in here: it is dropped. */
  @Override
  public boolean handleOption(String current, Iterator<String> remaining) {
    if (current.equals("-classpath")) {
      remaining.next();
      return true;
    }
    return super.handleOption(current, remaining);
  }

  /**
   * Keeps what is known of the jars. The compiler flushes after each compilation, upon which the
   * file manager forgets which folders are in which jar; JShell compiles several times a cell, so
   * that most of a cell's time would go into reading that again. Nothing is written through this.
   */
  @Override
  public void flush() {}

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    var all = new ArrayList<JavaFileObject>();
    if (!loader.isReplaced(packageName)) {
      for (Map.Entry<SharedLibrary, Location> library : shared.entrySet()) {
        if (concerns(library.getKey(), packageName, recurse)) {
          super.list(library.getValue(), packageName, kinds, recurse).forEach(all::add);
        }
      }
    }
    super.list(ADDED, packageName, kinds, recurse).forEach(all::add); // the first of a name counts
    return all;
  }

  private static boolean concerns(SharedLibrary library, String packageName, boolean recurse) {
    return library.has(packageName)
        || (recurse && (packageName.isEmpty() || library.packages().startsWith(packageName + ".")));
  }

  /** The places, by paths: JShell's index alone asks for them so. */
  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    if (!indexed) {
      return List.of();
    }
    if (location != StandardLocation.CLASS_PATH) {
      return fileManager.getLocationAsPaths(location);
    }
    var paths = new ArrayList<Path>();
    fileManager.getLocationAsPaths(location).forEach(paths::add);
    fileManager.getLocationAsPaths(ADDED).forEach(paths::add);
    return paths;
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    Iterable<? extends Path> paths = getLocationAsPaths(location);
    return paths == null
        ? null
        : StreamSupport.stream(paths.spliterator(), false).map(Path::toFile).toList();
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }

  @Override
  public Path asPath(FileObject file) {
    return fileManager.asPath(file);
  }
}
