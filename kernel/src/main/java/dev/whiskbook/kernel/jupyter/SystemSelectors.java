package dev.whiskbook.kernel.jupyter;

import java.nio.channels.spi.SelectorProvider;
import java.util.Locale;

/**
 * Finds the selectors of this system, on which all sockets wait. Asked for them, the JDK first
 * searches every jar of the class path for others: 0.1 s of a kernel's start, as that opens them.
 */
final class SystemSelectors {

  private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

  private SystemSelectors() {}

  /** Has the JDK take those of this system, if nobody has said or asked for which. */
  static void choose() {
    String name =
        switch (System.getProperty("os.name").toLowerCase(Locale.ROOT)) {
          case "linux" -> "sun.nio.ch.EPollSelectorProvider";
          case "mac os x" -> "sun.nio.ch.KQueueSelectorProvider";
          default -> "";
        };
    if (System.getProperty(PROPERTY) == null && canBeMade(name)) {
      System.setProperty(PROPERTY, name);
      try {
        var _ = SelectorProvider.provider();
      } finally {
        System.clearProperty(PROPERTY);
      }
    }
  }

  private static boolean canBeMade(String name) {
    try {
      return Class.forName(name, false, null).getConstructor().getParameterCount() == 0;
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return false;
    }
  }
}
