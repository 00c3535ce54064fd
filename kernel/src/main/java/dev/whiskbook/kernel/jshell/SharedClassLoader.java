package dev.whiskbook.kernel.jshell;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What cells see of this JVM: the JDK and the shared libraries. The classes themselves are those of
 * the loader that the kernel runs on, so that objects pass between cells and kernel.
 */
final class SharedClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader kernel;
  private final SharedLibraries libraries;

  SharedClassLoader(ClassLoader kernel, SharedLibraries libraries) {
    super("shared", ClassLoader.getPlatformClassLoader());
    this.kernel = kernel;
    this.libraries = libraries;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (libraries.of(name).isPresent()) {
      return kernel.loadClass(name);
    }
    try {
      return super.loadClass(name, resolve);
    } catch (ClassNotFoundException e) {
      if (JdkTools.PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
        return kernel.loadClass(name);
      }
      throw e;
    }
  }

  @Override
  public URL getResource(String name) {
    if (isShared(name)) {
      return kernel.getResource(name);
    }
    URL resource = super.getResource(name);
    return resource == null && JdkTools.PACKAGES.contains(SharedLibraries.packageOf(name))
        ? kernel.getResource(name)
        : resource;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return isShared(name) ? kernel.getResources(name) : super.getResources(name);
  }

  private boolean isShared(String resource) {
    return libraries.of(SharedLibraries.packageOf(resource)).isPresent();
  }

  /** The packages of the JDK that the platform's loader has not; looked up when first asked for. */
  private static final class JdkTools {
    static final Set<String> PACKAGES =
        ModuleLayer.boot().modules().stream()
            .filter(module -> ClassLoader.getSystemClassLoader().equals(module.getClassLoader()))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());
  }
}
