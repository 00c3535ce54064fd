package dev.whiskbook.kernel.jshell;

import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

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
      loader.redeclare(redefined.name(), redefined.bytecodes());
    }
  }

  /** The loader has it already: see {@link JavaEvaluator#addToClassPath}. */
  @Override
  public void addToClasspath(String classPath) {}

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return loader.snippetClass(name);
  }
}
