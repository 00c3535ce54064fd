package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.RetryOn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that the builder of a fan-out collects.
 *
 * @param name the action to invoke
 * @param action what to deploy first; empty if it is on the server already
 * @param timeout a limit for the whole run
 * @param pricePerGbSecond for the plan
 */
public record FanOutSettings(
    String name,
    Optional<Action> action,
    ArgsGenerator args,
    OptionalLong seed,
    Invocations how,
    Optional<Duration> timeout,
    double pricePerGbSecond,
    FanOutListener listener) {

  // What a public cloud asked for OpenWhisk actions, in US dollars (IBM Cloud Functions, until
  // 2024).
  private static final double PRICE = 0.000017;

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
        OptionalLong.empty(),
        Invocations.standard(),
        Optional.empty(),
        PRICE,
        FanOutListener.NONE);
  }

  public FanOutSettings withArgs(ArgsGenerator value) {
    return new FanOutSettings(name, action, value, seed, how, timeout, pricePerGbSecond, listener);
  }

  public FanOutSettings withSeed(OptionalLong value) {
    return new FanOutSettings(name, action, args, value, how, timeout, pricePerGbSecond, listener);
  }

  public FanOutSettings withConcurrency(int value) {
    return with(how.withConcurrency(value));
  }

  public FanOutSettings withBlocking(boolean value) {
    return with(how.withBlocking(value));
  }

  public FanOutSettings withSpeculation() {
    return with(how.withSpeculation());
  }

  public FanOutSettings withRetries(int value) {
    return with(how.withRetry(how.retry().withRetries(value)));
  }

  public FanOutSettings withRetryOn(Set<RetryOn> value) {
    return with(how.withRetry(how.retry().on(value)));
  }

  public FanOutSettings withDeadline(Duration value) {
    return with(how.withRetry(how.retry().withDeadline(value)));
  }

  public FanOutSettings withTimeout(Optional<Duration> value) {
    return new FanOutSettings(name, action, args, seed, how, value, pricePerGbSecond, listener);
  }

  public FanOutSettings withPrice(double value) {
    return new FanOutSettings(name, action, args, seed, how, timeout, value, listener);
  }

  public FanOutSettings withListener(FanOutListener value) {
    return new FanOutSettings(name, action, args, seed, how, timeout, pricePerGbSecond, value);
  }

  private FanOutSettings with(Invocations value) {
    return new FanOutSettings(name, action, args, seed, value, timeout, pricePerGbSecond, listener);
  }
}
