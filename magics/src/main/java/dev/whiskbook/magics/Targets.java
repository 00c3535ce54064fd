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

  /** Guarded by this, as is closed; null until the embedded OpenWhisk is wanted. */
  private StandaloneServer standalone;

  private boolean closed;

  private volatile boolean embedded;

  /** What get() answers unless the embedded OpenWhisk is the target. */
  private volatile Supplier<Target> chosen;

  /**
   * Chooses the first target. If that is the embedded OpenWhisk, it starts when it is first wanted,
   * or with {@link #prepare}.
   *
   * @param standaloneCommand the command line that starts the embedded OpenWhisk
   * @param environment where {@code WHISK_APIHOST}, {@code WHISK_AUTH} and {@code WSK_CONFIG_FILE}
   *     are looked for
   * @param home where {@code .wskprops} is looked for
   */
  public Targets(List<String> standaloneCommand, Map<String, String> environment, Path home) {
    this.standaloneCommand = List.copyOf(standaloneCommand);
    try {
      Target.resolve(environment, home).ifPresentOrElse(this::use, () -> embedded = true);
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
    return embedded ? started().get() : chosen.get();
  }

  /** The embedded OpenWhisk, whatever the target is; it is started if it does not run. */
  public Target embedded() {
    return started().get();
  }

  /** From now on the embedded OpenWhisk, which is started unless it runs already. */
  public void useEmbedded() {
    started();
    embedded = true;
  }

  /**
   * Starts the embedded OpenWhisk in the background, if it is the target and does not run yet.
   * Nothing happens after the end of the session.
   */
  public synchronized void prepare() {
    if (embedded && !closed) {
      started();
    }
  }

  private synchronized StandaloneServer started() {
    if (closed) {
      throw new WhiskException(
          WhiskException.Problem.STANDALONE, "The embedded OpenWhisk was closed.");
    }
    if (standalone == null) {
      standalone = StandaloneServer.start(standaloneCommand, Map.of());
    }
    return standalone;
  }

  /** From now on this one; the embedded OpenWhisk is left running if it was started. */
  public void use(Target target) {
    chosen = () -> target;
    embedded = false;
  }

  /** Ends the embedded OpenWhisk, if it was started. */
  @Override
  public synchronized void close() {
    closed = true;
    if (standalone != null) {
      standalone.close();
    }
  }
}
