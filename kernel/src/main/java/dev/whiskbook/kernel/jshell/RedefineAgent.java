package dev.whiskbook.kernel.jshell;

import java.lang.instrument.Instrumentation;

/**
 * Hands the JVM's class redefinition to the session. Named as {@code Launcher-Agent-Class} in the
 * manifest of the jar that starts the kernel, or as {@code Premain-Class}; without it a session
 * works, but a {@code var} loses its value when something it was computed from is declared anew.
 */
public final class RedefineAgent {

  private static volatile Instrumentation instrumentation;

  private RedefineAgent() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void agentmain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** The JVM's instrumentation, or null where the agent was not started. */
  static Instrumentation instrumentation() {
    return instrumentation;
  }
}
