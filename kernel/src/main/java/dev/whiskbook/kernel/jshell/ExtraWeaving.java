package dev.whiskbook.kernel.jshell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.function.Function;

/**
 * Redefines classes of cells with what a {@link CodeWeaver} puts into them, while there is one.
 * Guarded by the compiler's lock.
 */
final class ExtraWeaving {

  private final ClassLoader loader;
  private CodeWeaver weaver;
  private Function<String, CellLine[]> lines;
  private boolean on;

  /**
   * @param loader has the bytecodes of the classes of cells as resources
   */
  ExtraWeaving(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Weaves more into classes that are declared already, and into those that will be.
   *
   * @throws IllegalStateException if the JVM cannot redefine classes
   */
  void attach(CodeWeaver weaver, Function<String, CellLine[]> lines, List<Class<?>> declared) {
    if (RedefineAgent.instrumentation() == null) {
      throw new IllegalStateException(
          "Code cannot be debugged, since this JVM was started without the agent for redefinition: "
              + "Whiskbook's jar is to be started by java -jar, or named by -javaagent.");
    }
    this.weaver = weaver;
    this.lines = lines;
    weave(declared);
    weaver.ready(lines);
  }

  /** Takes out of classes what was woven into them. */
  void detach(List<Class<?>> declared) {
    weaver = null;
    on = false;
    weave(declared);
  }

  /** Whether what is declared next is woven too: not what no user has written. */
  void begin(boolean usersCode) {
    on = usersCode && weaver != null;
  }

  /** These classes have just been declared. */
  void declared(List<Class<?>> classes) {
    if (on) {
      weave(classes);
    }
  }

  /** Code of the last declared classes is about to run. */
  void ready() {
    if (on) {
      weaver.ready(lines);
    }
  }

  private void weave(List<Class<?>> classes) {
    List<ClassDefinition> definitions = classes.stream().map(this::woven).toList();
    try {
      redefine(definitions);
    } catch (LinkageError | UnsupportedOperationException _) {
      definitions.forEach(this::redefineIfPossible);
    }
  }

  private ClassDefinition woven(Class<?> type) {
    String resource = SharedLibraries.resource(type.getName());
    try (InputStream plain = loader.getResourceAsStream(resource)) {
      byte[] bytecodes = plain.readAllBytes();
      return new ClassDefinition(
          type, weaver == null ? bytecodes : weaver.weave(bytecodes, loader));
    } catch (IOException e) {
      throw new IllegalStateException("The classes of cells are in memory", e);
    }
  }

  private static void redefine(List<ClassDefinition> definitions) {
    try {
      RedefineAgent.instrumentation().redefineClasses(definitions.toArray(ClassDefinition[]::new));
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new IllegalStateException("The classes of cells can be redefined", e);
    }
  }

  /** A class that the JVM does not take with more in it stays as it is: it works all the same. */
  private void redefineIfPossible(ClassDefinition definition) {
    try {
      redefine(List.of(definition));
    } catch (LinkageError | UnsupportedOperationException e) {
      System.getLogger("dev.whiskbook.kernel")
          .log(
              System.Logger.Level.WARNING,
              () -> definition.getDefinitionClass() + " cannot be debugged: " + e);
    }
  }
}
