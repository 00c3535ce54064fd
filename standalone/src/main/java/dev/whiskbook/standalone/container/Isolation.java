package dev.whiskbook.standalone.container;

import java.util.Locale;

/** What separates containers from each other and from the server. */
public enum Isolation {
  /** JavaScript runs in contexts of one JVM; other languages in processes. */
  CONTEXT,
  /** Each container is a process. */
  PROCESS;

  /**
   * Reads {@code context} or {@code process}.
   *
   * @throws IllegalArgumentException with a sentence if it is neither
   */
  public static Isolation parse(String text) {
    return switch (text) {
      case "context" -> CONTEXT;
      case "process" -> PROCESS;
      default ->
          throw new IllegalArgumentException(
              "--isolation must be context or process, not '" + text + "'.");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
