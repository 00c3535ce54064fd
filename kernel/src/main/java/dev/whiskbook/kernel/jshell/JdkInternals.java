package dev.whiskbook.kernel.jshell;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fields of the JDK's own classes, for what JShell and its compiler offer no way to do. They are
 * another's: each use goes without where this JDK has them differently.
 */
final class JdkInternals {
  private JdkInternals() {}

  /**
   * Opens packages of a module to this one.
   *
   * @return false without the agent, which alone can do that
   */
  static boolean open(Module module, String... packages) {
    Instrumentation instrumentation = RedefineAgent.instrumentation();
    if (instrumentation == null) {
      return false;
    }
    Set<Module> here = Set.of(JdkInternals.class.getModule());
    instrumentation.redefineModule(
        module,
        Set.of(),
        Map.of(),
        Stream.of(packages).collect(Collectors.toMap(name -> name, _ -> here)),
        Set.of(),
        Map.of());
    return true;
  }

  /** The value of a field of an object, of its class or one above. */
  static Object get(Object object, String name) throws ReflectiveOperationException {
    return field(object, name).get(object);
  }

  /** Sets a field, final or not. */
  static void set(Object object, String name, Object value) throws ReflectiveOperationException {
    field(object, name).set(object, value);
  }

  /** Logs that this JDK is another one than is known. */
  static void unknown(String consequence, Exception e) {
    System.getLogger(JdkInternals.class.getName())
        .log(
            System.Logger.Level.INFO,
            "This JDK's JShell is another one than is known: " + consequence,
            e);
  }

  private static Field field(Object object, String name) throws NoSuchFieldException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(object.getClass().getName() + "." + name);
  }
}
