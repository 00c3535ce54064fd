package dev.whiskbook.kernel.jupyter;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** What happens to the process from outside. */
final class ProcessEvents {

  private ProcessEvents() {}

  /**
   * Runs an action on each SIGINT, in place of the JVM's end. There is no other way to catch a
   * signal in Java: sun.misc.Signal is in the supported module jdk.unsupported (JEP 260), yet javac
   * warns of every mention and cannot be told not to, so it is called by reflection.
   */
  static void onInterrupt(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler run =
          (_, _, _) -> {
            action.run();
            return null;
          };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run));
    } catch (ReflectiveOperationException e) {
      Logs.LOG.log(
          System.Logger.Level.WARNING, "SIGINT does not interrupt cells in this JVM: " + e);
    }
  }

  /** Runs an action when the process that started this kernel has ended, however it ended. */
  static void onParentExit(Runnable action) {
    parent(System.getenv("JPY_PARENT_PID")).ifPresent(parent -> onExit(parent, action));
  }

  private static void onExit(ProcessHandle process, Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  private static Optional<ProcessHandle> parent(String pid) {
    try {
      return pid == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
