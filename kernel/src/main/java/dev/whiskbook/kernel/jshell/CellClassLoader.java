package dev.whiskbook.kernel.jshell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads the classes of cells, and of the jars that cells add, over this JVM's own classes. */
final class CellClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> declared = new ConcurrentHashMap<>();

  CellClassLoader(ClassLoader parent) {
    super("cells", new URL[0], parent);
  }

  /** Makes a class known; its first use defines it. */
  void declare(String className, byte[] bytecodes) {
    declared.put(className, bytecodes);
  }

  @Override
  protected void addURL(URL url) {
    super.addURL(url);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytecodes = declared.get(name);
    return bytecodes == null
        ? super.findClass(name)
        : defineClass(name, bytecodes, 0, bytecodes.length);
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
