package dev.whiskbook.kernel.jshell;

import java.io.File;
import java.net.MalformedURLException;
import java.nio.file.Path;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** How JShell's execution control uses the class loader of the cells. */
record CellLoading(CellClassLoader loader) implements LoaderDelegate {

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    boolean[] loaded = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      try {
        findClass(classes[i].name());
        loaded[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException("cannot load " + classes[i].name() + ": " + e, loaded);
      }
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    for (ClassBytecodes redefined : classes) {
      loader.declare(redefined.name(), redefined.bytecodes());
    }
  }

  @Override
  public void addToClasspath(String classPath) throws InternalException {
    try {
      for (String entry : classPath.split(File.pathSeparator)) {
        loader.addURL(Path.of(entry).toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new InternalException(e.toString());
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }
}
