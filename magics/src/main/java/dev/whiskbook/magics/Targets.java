package dev.whiskbook.magics;

import dev.whiskbook.whisk.StandaloneServer;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.TargetProfiles;
import dev.whiskbook.whisk.WhiskException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which OpenWhisk a session talks to: the one that {@code wsk} would use if one is configured, else
 * the embedded one, until told otherwise. A run's summary names the one that it ran on.
 */
public final class Targets implements Supplier<Target>, AutoCloseable {
  private static final String EMBEDDED = "embedded";
  private static final String WSKPROPS = "wskprops";

  private final List<String> standaloneCommand;
  private final Map<String, String> environment;
  private final Path home;
  private final TargetProfiles profiles;

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
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.profiles = TargetProfiles.at(TargetProfiles.place(environment, home));
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

  /** The process of the embedded OpenWhisk, if it was started. */
  public synchronized OptionalLong embeddedPid() {
    return standalone == null ? OptionalLong.empty() : standalone.pid();
  }

  /** The targets that the user gave names. */
  public TargetProfiles profiles() {
    return profiles;
  }

  /**
   * The target that is called so: {@code embedded}, {@code wskprops} for what {@code wsk} would
   * use, or one of the profiles.
   *
   * @throws WhiskException if there is none
   */
  public Target named(String name) {
    return switch (name) {
      case EMBEDDED -> embedded();
      case WSKPROPS ->
          Target.resolve(environment, home)
              .orElseThrow(
                  () ->
                      noTarget(
                          "wsk has no target configured: there is neither WHISK_APIHOST with WHISK_AUTH nor "
                              + home.resolve(".wskprops")
                              + "."));
      default ->
          profiles
              .find(name)
              .orElseThrow(
                  () ->
                      noTarget(
                          "There is no target %s; there are: %s. '%%whisk target add %s --host …' makes one."
                              .formatted(name, String.join(", ", names()), name)));
    };
  }

  /** What {@link #named} knows. */
  public List<String> names() {
    return Stream.concat(Stream.of(EMBEDDED, WSKPROPS), profiles.names().stream()).toList();
  }

  /** From now on the target that is called so. */
  public void use(String name) {
    if (name.equals(EMBEDDED)) {
      useEmbedded();
    } else {
      use(named(name));
    }
  }

  private static WhiskException noTarget(String message) {
    return new WhiskException(WhiskException.Problem.CONFIGURATION, message);
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
