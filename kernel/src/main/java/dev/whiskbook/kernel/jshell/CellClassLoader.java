package dev.whiskbook.kernel.jshell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Loads the classes of cells and of the jars that cells add, over the JDK and what this JVM shares
 * of its own libraries.
 */
final class CellClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final SharedLibraries libraries;
  private final Map<String, byte[]> declared = new ConcurrentHashMap<>();

  /** The shared libraries that an added jar has, by their packages: these come from the jar. */
  private final Set<String> replaced = new ConcurrentSkipListSet<>();

  CellClassLoader(ClassLoader kernel, SharedLibraries libraries) {
    super("cells", new URL[0], new SharedClassLoader(kernel, libraries));
    this.libraries = libraries;
  }

  /** Makes a class known; its first use defines it. */
  void declare(String className, byte[] bytecodes) {
    declared.put(className, bytecodes);
  }

  /** Adds jars and folders, behind what is there already. */
  void add(List<Path> entries) {
    for (Path entry : entries) {
      try {
        addURL(entry.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(entry + " cannot be on a class path: " + e, e);
      }
    }
    libraries.libraries().stream()
        .filter(library -> library.replaceable() && !replaced.contains(library.packages()))
        .filter(library -> library.inItsJars().stream().anyMatch(this::isAdded))
        .forEach(library -> replaced.add(library.packages()));
  }

  private boolean isAdded(Class<?> type) {
    return findResource(SharedLibraries.resource(type.getName())) != null;
  }

  /**
   * Whether a class, or a package, is of a shared library instead of which an added jar is used.
   */
  boolean isReplaced(String name) {
    return !replaced.isEmpty()
        && libraries.of(name).filter(library -> replaced.contains(library.packages())).isPresent();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isReplaced(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytecodes = declared.get(name);
    return bytecodes == null
        ? super.findClass(name)
        : defineClass(name, bytecodes, 0, bytecodes.length);
  }

  @Override
  public URL getResource(String name) {
    return isReplaced(SharedLibraries.packageOf(name))
        ? findResource(name)
        : super.getResource(name);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytecodes = null;
    if (name.endsWith(".class")) {
      String path = name.substring(0, name.length() - ".class".length());
      bytecodes = declared.get(path.replace('/', '.'));
    }
    return bytecodes == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(bytecodes);
  }
}
