package dev.whiskbook.magics;

import dev.whiskbook.whisk.StandaloneServer;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which OpenWhisk a session talks to: the one that {@code wsk} would use if one is configured, else
 * the embedded one, until told otherwise. A run's summary names the one that it ran on.
 */
public final class Targets implements Supplier<Target>, AutoCloseable {

  private final List<String> standaloneCommand;

  /** Guarded by this; null until the embedded OpenWhisk is wanted. */
  private StandaloneServer standalone;

  private volatile Supplier<Target> chosen;

  /**
   * Chooses the first target; the embedded OpenWhisk starts now, in the background, if it is that.
   *
   * @param standaloneCommand the command line that starts the embedded OpenWhisk
   * @param environment where {@code WHISK_APIHOST}, {@code WHISK_AUTH} and {@code WSK_CONFIG_FILE}
   *     are looked for
   * @param home where {@code .wskprops} is looked for
   */
  public Targets(List<String> standaloneCommand, Map<String, String> environment, Path home) {
    this.standaloneCommand = List.copyOf(standaloneCommand);
    try {
      Target.resolve(environment, home).ifPresentOrElse(this::use, this::useEmbedded);
    } catch (WhiskException halfConfigured) {
      // The session opens all the same; who uses the target is told, and can choose another one.
      chosen =
          () -> {
            throw halfConfigured;
          };
    }
  }

  /**
   * The target as it is now; waits for the embedded OpenWhisk if that is still starting.
   *
   * @throws WhiskException if the embedded OpenWhisk does not start
   */
  @Override
  public Target get() {
    return chosen.get();
  }

  /** From now on the embedded OpenWhisk, which is started unless it runs already. */
  public synchronized void useEmbedded() {
    if (standalone == null) {
      standalone = StandaloneServer.start(standaloneCommand, Map.of());
    }
    chosen = standalone;
  }

  /** From now on this one; the embedded OpenWhisk is left running if it was started. */
  public void use(Target target) {
    chosen = () -> target;
  }

  /** Ends the embedded OpenWhisk, if it was started. */
  @Override
  public synchronized void close() {
    if (standalone != null) {
      standalone.close();
    }
  }
}
