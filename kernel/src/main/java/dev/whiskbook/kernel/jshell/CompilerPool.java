package dev.whiskbook.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compilers that remember the classes which earlier ones have read, as those do with which JShell
 * compiles: to read {@code java.lang} and its like anew is most of what a small unit takes. They
 * are javac's own pool; where it cannot be reached, each unit has a new compiler. The files and the
 * options are the same for all units of a pool. Used by one thread at a time.
 */
public final class CompilerPool {

  /** How many there are at once: a unit is done before the next one begins. */
  private static final int SIZE = 1;

  /** After so many units a new compiler begins: the names of earlier units stay in its tables. */
  private static final int UNITS = 1_000;

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final JavaFileManager files;
  private final List<String> options;
  private Object pool;
  private Method getTask;
  private int units;

  private CompilerPool(JavaFileManager files, List<String> options) {
    this.files = files;
    this.options = options;
    this.pool = pool();
  }

  /** Compilers of units over these files. */
  public static CompilerPool of(JavaFileManager files, List<String> options) {
    return new CompilerPool(files, options);
  }

  /**
   * Gives a unit to a compiler.
   *
   * @param errors told of what is wrong with the unit
   * @param use what to do with it; nothing of the task may be used after it
   */
  public <R> R run(
      JavaFileObject unit, DiagnosticListener<JavaFileObject> errors, Function<JavacTask, R> use) {
    List<JavaFileObject> only = List.of(unit);
    if (pool == null) {
      return use.apply((JavacTask) javac.getTask(null, files, errors, options, null, only));
    }
    if (units++ == UNITS) {
      units = 1;
      pool = pool();
    }
    Class<?> worker = getTask.getParameterTypes()[getTask.getParameterCount() - 1];
    Object using =
        Proxy.newProxyInstance(
            worker.getClassLoader(),
            new Class<?>[] {worker},
            (_, _, arguments) -> use.apply((JavacTask) arguments[0]));
    try {
      @SuppressWarnings("unchecked") // it returns what the worker does
      R result = (R) getTask.invoke(pool, null, files, errors, options, null, only, using);
      return result;
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        default -> throw new IllegalStateException("A compiler throws nothing else", e);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The pool was reached when it was made", e);
    }
  }

  private Object pool() {
    if (!JdkInternals.open(JavacTask.class.getModule(), "com.sun.tools.javac.api")) {
      return null;
    }
    try {
      Class<?> type = Class.forName("com.sun.tools.javac.api.JavacTaskPool");
      Class<?> worker = Class.forName(type.getName() + "$Worker");
      Class<?> several = Iterable.class;
      getTask =
          type.getMethod(
              "getTask",
              Writer.class,
              JavaFileManager.class,
              DiagnosticListener.class,
              several,
              several,
              several,
              worker);
      return type.getConstructor(int.class).newInstance(SIZE);
    } catch (ReflectiveOperationException e) {
      JdkInternals.unknown("each question has a new compiler", e);
      return null;
    }
  }
}
