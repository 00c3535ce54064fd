package dev.whiskbook.kernel.jshell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Finds the classes of cells, each by the {@link SnippetLoader} of its snippet, and those of the
 * jars that cells add, over the JDK and what this JVM shares of its own libraries. Sealed types and
 * what they permit it defines itself, for the JVM wants them in one module, and each loader has a
 * module of its own.
 */
final class CellClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final SharedLibraries libraries;
  private final Map<String, byte[]> together = new ConcurrentHashMap<>();
  private final Map<String, SnippetLoader> snippets = new ConcurrentHashMap<>();

  /** The shared libraries that an added jar has, by their packages: these come from the jar. */
  private final Set<String> replaced = new ConcurrentSkipListSet<>();

  CellClassLoader(ClassLoader kernel, SharedLibraries libraries) {
    super("cells", new URL[0], new SharedClassLoader(kernel, libraries));
    this.libraries = libraries;
  }

  /**
   * Makes a class known; its first use defines it.
   *
   * @param withOthers whether it must be in one module with other classes
   */
  void declare(String className, byte[] bytecodes, boolean withOthers) {
    Optional<WrapperName> wrapper = WrapperName.of(className);
    if (withOthers || wrapper.isEmpty()) {
      together.put(className, bytecodes);
    } else {
      snippets
          .computeIfAbsent(wrapper.get().full(), name -> new SnippetLoader(this, name))
          .declare(className, bytecodes);
    }
  }

  /** Replaces the bytecodes of a class that is known, after the JVM did the same. */
  void redeclare(String className, byte[] bytecodes) {
    declare(className, bytecodes, together.containsKey(className));
  }

  /** Lets go of the classes of a snippet that no later snippet can refer to. */
  void forget(WrapperName wrapper) {
    snippets.remove(wrapper.full());
  }

  /**
   * The class of a snippet. Asked for in Java and not by {@code Class.forName}, after which the JVM
   * would keep the class for as long as this loader lives.
   */
  Class<?> snippetClass(String className) throws ClassNotFoundException {
    return loadClass(className);
  }

  /** The bytecodes of a snippet's class, or null where it is none. */
  byte[] bytecodesOf(String className) {
    SnippetLoader snippet = loaderOf(className);
    return snippet == null ? together.get(className) : snippet.bytecodesOf(className);
  }

  private SnippetLoader loaderOf(String className) {
    return className.startsWith("REPL.") && !together.containsKey(className)
        ? WrapperName.of(className).map(wrapper -> snippets.get(wrapper.full())).orElse(null)
        : null;
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
    SnippetLoader snippet = loaderOf(name);
    if (snippet != null) {
      return snippet.loadClass(name, resolve);
    }
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
    byte[] bytecodes = together.get(name);
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
    if (name.startsWith("REPL/") && name.endsWith(".class")) {
      String path = name.substring(0, name.length() - ".class".length());
      bytecodes = bytecodesOf(path.replace('/', '.'));
    }
    return bytecodes == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(bytecodes);
  }
}
