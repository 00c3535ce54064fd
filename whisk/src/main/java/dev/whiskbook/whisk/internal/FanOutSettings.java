package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOutListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that the builder of a fan-out collects.
 *
 * @param name the action to invoke
 * @param action what to deploy first; empty if it is on the server already
 */
public record FanOutSettings(
    String name,
    Optional<Action> action,
    ArgsGenerator args,
    OptionalInt concurrency,
    int retries,
    OptionalLong seed,
    Optional<Duration> timeout,
    FanOutListener listener) {

  private static final int RETRIES = 3;

  /** Checks the name, which may be the user's. */
  public FanOutSettings {
    EntityNames.checkActionName(name);
  }

  /** A fan-out with empty arguments and the defaults. */
  public static FanOutSettings of(String name, Optional<Action> action) {
    return new FanOutSettings(
        name,
        action,
        (i, n) -> Map.of(),
        OptionalInt.empty(),
        RETRIES,
        OptionalLong.empty(),
        Optional.empty(),
        FanOutListener.NONE);
  }

  /** The settings of a run in the journal. */
  public static FanOutSettings ofMap(
      String name, Optional<Action> action, OptionalLong seed, Map<String, Object> stored) {
    FanOutSettings settings = of(name, action).withSeed(seed);
    if (stored.get("concurrency") instanceof Integer atOnce) {
      settings = settings.withConcurrency(atOnce);
    }
    if (stored.get("retries") instanceof Integer retries) {
      settings = settings.withRetries(retries);
    }
    return settings;
  }

  /** What a run is done with, for the journal: all that is not in columns of its own. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    concurrency.ifPresent(atOnce -> map.put("concurrency", atOnce));
    map.put("retries", retries);
    timeout.ifPresent(limit -> map.put("timeoutMs", limit.toMillis()));
    return map;
  }

  public FanOutSettings withArgs(ArgsGenerator value) {
    return new FanOutSettings(name, action, value, concurrency, retries, seed, timeout, listener);
  }

  public FanOutSettings withConcurrency(int value) {
    return new FanOutSettings(
        name, action, args, OptionalInt.of(value), retries, seed, timeout, listener);
  }

  public FanOutSettings withRetries(int value) {
    return new FanOutSettings(name, action, args, concurrency, value, seed, timeout, listener);
  }

  public FanOutSettings withSeed(OptionalLong value) {
    return new FanOutSettings(name, action, args, concurrency, retries, value, timeout, listener);
  }

  public FanOutSettings withTimeout(Optional<Duration> value) {
    return new FanOutSettings(name, action, args, concurrency, retries, seed, value, listener);
  }

  public FanOutSettings withListener(FanOutListener value) {
    return new FanOutSettings(name, action, args, concurrency, retries, seed, timeout, value);
  }
}
