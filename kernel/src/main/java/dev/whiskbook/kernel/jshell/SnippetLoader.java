package dev.whiskbook.kernel.jshell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Defines the class that JShell wrapped one snippet in, and the classes nested in it. A loader a
 * snippet, so that the JVM can unload what no later snippet, object or thread refers to: a loop
 * that is executed five thousand times would else leave as many classes.
 */
final class SnippetLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final CellClassLoader cells;
  private final String wrapper;
  private final Map<String, byte[]> declared = new ConcurrentHashMap<>();

  SnippetLoader(CellClassLoader cells, String wrapper) {
    super("cells", cells);
    this.cells = cells;
    this.wrapper = wrapper;
  }

  void declare(String className, byte[] bytecodes) {
    declared.put(className, bytecodes);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytecodes = declared.get(name);
    if (bytecodes == null) {
      return cells.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytecodes, 0, bytecodes.length);
    }
  }

  /** The bytecodes of a class as it was declared last, or null. */
  byte[] bytecodesOf(String className) {
    return declared.get(className);
  }

  @Override
  public String toString() {
    return "SnippetLoader[" + wrapper + "]";
  }
}
