package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the builder of a fan-out collects.
 *
 * @param name the action to invoke
 * @param action what to deploy first; empty if it is on the server already
 * @param blocking whether invocations wait for their results; empty for what suits the action
 */
public record FanOutSettings(
    String name,
    Optional<Action> action,
    ArgsGenerator args,
    OptionalInt concurrency,
    RetryPolicy retry,
    OptionalLong seed,
    Optional<Duration> timeout,
    Optional<Boolean> blocking,
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
        OptionalInt.empty(),
        RetryPolicy.standard(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        PRICE,
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
    if (stored.get("retryOn") instanceof List<?> names) {
      Set<RetryOn> ends =
          Arrays.stream(RetryOn.values())
              .filter(end -> names.contains(end.status().name()))
              .collect(Collectors.toUnmodifiableSet());
      settings = settings.withRetryOn(ends);
    }
    if (stored.get("deadlineMs") instanceof Number ms) {
      settings = settings.withDeadline(Duration.ofMillis(ms.longValue()));
    }
    return settings;
  }

  /** What a run is done with, for the journal: all that is not in columns of its own. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    concurrency.ifPresent(atOnce -> map.put("concurrency", atOnce));
    map.put("retries", retry.retries());
    map.put("retryOn", retry.statuses().stream().map(Status::name).sorted().toList());
    retry.deadline().ifPresent(limit -> map.put("deadlineMs", limit.toMillis()));
    timeout.ifPresent(limit -> map.put("timeoutMs", limit.toMillis()));
    return map;
  }

  public FanOutSettings withArgs(ArgsGenerator value) {
    return new FanOutSettings(
        name,
        action,
        value,
        concurrency,
        retry,
        seed,
        timeout,
        blocking,
        pricePerGbSecond,
        listener);
  }

  public FanOutSettings withConcurrency(int value) {
    return new FanOutSettings(
        name,
        action,
        args,
        OptionalInt.of(value),
        retry,
        seed,
        timeout,
        blocking,
        pricePerGbSecond,
        listener);
  }

  public FanOutSettings withRetries(int value) {
    return with(retry.withRetries(value));
  }

  public FanOutSettings withRetryOn(Set<RetryOn> value) {
    return with(retry.on(value));
  }

  public FanOutSettings withDeadline(Duration value) {
    return with(retry.withDeadline(value));
  }

  private FanOutSettings with(RetryPolicy value) {
    return new FanOutSettings(
        name,
        action,
        args,
        concurrency,
        value,
        seed,
        timeout,
        blocking,
        pricePerGbSecond,
        listener);
  }

  public FanOutSettings withSeed(OptionalLong value) {
    return new FanOutSettings(
        name,
        action,
        args,
        concurrency,
        retry,
        value,
        timeout,
        blocking,
        pricePerGbSecond,
        listener);
  }

  public FanOutSettings withTimeout(Optional<Duration> value) {
    return new FanOutSettings(
        name, action, args, concurrency, retry, seed, value, blocking, pricePerGbSecond, listener);
  }

  public FanOutSettings withBlocking(boolean value) {
    return new FanOutSettings(
        name,
        action,
        args,
        concurrency,
        retry,
        seed,
        timeout,
        Optional.of(value),
        pricePerGbSecond,
        listener);
  }

  public FanOutSettings withPrice(double value) {
    return new FanOutSettings(
        name, action, args, concurrency, retry, seed, timeout, blocking, value, listener);
  }

  public FanOutSettings withListener(FanOutListener value) {
    return new FanOutSettings(
        name, action, args, concurrency, retry, seed, timeout, blocking, pricePerGbSecond, value);
  }
}
