package dev.whiskbook.kernel.jshell;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/**
 * Runs the code of cells in this JVM: woven with stop checks, on the threads of the running cell,
 * results kept as live objects instead of texts.
 */
final class CellExecutionControl extends DirectExecutionControl {

  private final CellClassLoader loader;
  private final SnippetClasses classes;
  private final ReentrantLock compiling;
  private final ExtraWeaving extraWeaving;
  private CellExecution execution;
  private Object value;
  private Throwable thrown;
  private String refused;
  private Callable<String> instead;

  /**
   * @param compiling held by whoever uses the compiler; let go while the code of a cell runs, so
   *     that completion works meanwhile
   */
  CellExecutionControl(CellClassLoader loader, ReentrantLock compiling) {
    super(new CellLoading(loader));
    this.loader = loader;
    classes = new SnippetClasses(loader);
    this.compiling = compiling;
    extraWeaving = new ExtraWeaving(loader);
  }

  /** What a debugger weaves into the code of cells. */
  ExtraWeaving extraWeaving() {
    return extraWeaving;
  }

  /** Classes that have been declared, by their binary names. */
  List<Class<?>> classes(Stream<String> names) {
    return names.<Class<?>>map(this::declaredClass).toList();
  }

  /** The static field that holds a variable of the session. */
  Field field(String className, String name) throws ReflectiveOperationException {
    Field field = findClass(className).getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private Class<?> declaredClass(String name) {
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The class " + name + " has been declared", e);
    }
  }

  /** The classes of the session's snippets. */
  SnippetClasses classes() {
    return classes;
  }

  /** What runs next belongs to this cell. */
  void begin(CellExecution cell) {
    execution = cell;
    value = null;
    thrown = null;
    refused = null;
  }

  /**
   * Why the JVM did not load a class of the last snippet, of which JShell says nothing; or null.
   */
  String refused() {
    return refused;
  }

  /** What the next snippet does instead of running its code; null for its code. */
  void doNext(Callable<String> other) {
    instead = other;
  }

  /** What the last snippet threw, or null; the reference is let go. */
  Throwable takeThrown() {
    Throwable taken = thrown;
    thrown = null;
    return taken;
  }

  /** The value of the last snippet that ran, an object or null; the reference is let go. */
  Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    this.classes.declare(classes);
    refused = null; // JShell tries again with what depends on it declared anew
    try {
      super.load(classes);
    } catch (ClassInstallException e) {
      refused = e.getMessage();
      throw e;
    }
    this.classes.keepValues(classes);
    extraWeaving.declared(classes(Stream.of(classes).map(ClassBytecodes::name)));
  }

  @Override
  public void redefine(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    Instrumentation instrumentation = RedefineAgent.instrumentation();
    if (instrumentation == null) {
      throw new NotImplementedException("The agent for redefinition was not started.");
    }
    try {
      var definitions = new ClassDefinition[classes.length];
      var woven = new ClassBytecodes[classes.length];
      for (int i = 0; i < classes.length; i++) {
        if (this.classes.initializesAnew(classes[i])) {
          throw new UnsupportedOperationException("Its static fields begin with other values.");
        }
        byte[] bytecodes = StopCheckWeaver.weave(classes[i].bytecodes(), loader);
        woven[i] = new ClassBytecodes(classes[i].name(), bytecodes);
        definitions[i] = new ClassDefinition(findClass(classes[i].name()), bytecodes);
      }
      instrumentation.redefineClasses(definitions);
      classesRedefined(woven);
      extraWeaving.declared(classes(Stream.of(woven).map(ClassBytecodes::name)));
    } catch (UnsupportedOperationException
        | UnmodifiableClassException
        | ClassNotFoundException
        | LinkageError e) {
      // The JVM refuses changes of members. JShell then declares the class anew, under another
      // name.
      throw new ClassInstallException(e.toString(), new boolean[classes.length]);
    }
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    if (instead != null) {
      return instead.call();
    }
    extraWeaving.ready();
    CellExecution cell = execution;
    Object result = null;
    Throwable failure = null;
    compiling.unlock();
    try {
      result = cell.call(() -> invokeWithLibraries(snippet));
      return ""; // JShell wants a text; calling toString of the user's objects is not its business
    } catch (CellStopped e) {
      throw new StoppedException();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof CellStopped) {
        throw new StoppedException();
      }
      failure = e.getCause();
      throw e;
    } catch (Exception e) {
      throw e;
    } catch (
        Throwable e) { // of the reflective call itself, such as a stack that is too deep already
      failure = e;
      throw new InvocationTargetException(e);
    } finally {
      compiling.lock();
      value = result; // not before: something else may have been evaluated meanwhile
      thrown = failure;
      refused = null; // of the other cell, if any
    }
  }

  /** ServiceLoader and its like find the classes of cells and of added jars. */
  private Object invokeWithLibraries(Method snippet) throws ReflectiveOperationException {
    Thread.currentThread().setContextClassLoader(loader);
    return snippet.invoke(null);
  }

  @Override
  public String varValue(String className, String varName) {
    return ""; // asked for after a declaration, for display only
  }
}
