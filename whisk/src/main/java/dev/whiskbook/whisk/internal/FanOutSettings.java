package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Until;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * All that the builder of a fan-out collects.
 *
 * @param name the action to invoke
 * @param action what to deploy first; empty if it is on the server already
 * @param timeout a limit for the whole run
 * @param folding what is made of results as they come
 * @param chunk how many argument objects an activation gets; 1 unless said otherwise
 * @param pricePerGbSecond for the plan
 * @param prepared what the server was asked already, for this action
 */
public record FanOutSettings(
    String name,
    Optional<Action> action,
    ArgsGenerator args,
    OptionalLong seed,
    Invocations how,
    Optional<Duration> timeout,
    double pricePerGbSecond,
    FanOutListener listener,
    Folding folding,
    int chunk,
    Optional<Prepared> prepared) {

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
        FanOutListener.NONE,
        Folding.NONE,
        1,
        Optional.empty());
  }

  public FanOutSettings withArgs(ArgsGenerator value) {
    return new FanOutSettings(
        name,
        action,
        value,
        seed,
        how,
        timeout,
        pricePerGbSecond,
        listener,
        folding,
        chunk,
        prepared);
  }

  public FanOutSettings withSeed(OptionalLong value) {
    return new FanOutSettings(
        name,
        action,
        args,
        value,
        how,
        timeout,
        pricePerGbSecond,
        listener,
        folding,
        chunk,
        prepared);
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

  public FanOutSettings withRecordPatience(Duration value) {
    return with(how.withRecordPatience(value));
  }

  public FanOutSettings withTimeout(Optional<Duration> value) {
    return new FanOutSettings(
        name, action, args, seed, how, value, pricePerGbSecond, listener, folding, chunk, prepared);
  }

  public FanOutSettings withPrice(double value) {
    return new FanOutSettings(
        name, action, args, seed, how, timeout, value, listener, folding, chunk, prepared);
  }

  public FanOutSettings withListener(FanOutListener value) {
    return new FanOutSettings(
        name, action, args, seed, how, timeout, pricePerGbSecond, value, folding, chunk, prepared);
  }

  public FanOutSettings withEstimate(ToDoubleFunction<? super JsonNode> value) {
    return with(folding.withValue(value));
  }

  public FanOutSettings withUntil(Until value) {
    return with(folding.withUntil(value));
  }

  public FanOutSettings withConfidence(double value) {
    return with(folding.withConfidence(value));
  }

  /** With so many argument objects for each activation of an action that takes several. */
  public FanOutSettings withChunk(int value, String newName, Optional<Action> newAction) {
    return new FanOutSettings(
        newName,
        newAction,
        args,
        seed,
        how,
        timeout,
        pricePerGbSecond,
        listener,
        folding,
        value,
        Optional.empty());
  }

  public FanOutSettings withPrepared(Prepared value) {
    return new FanOutSettings(
        name,
        action,
        args,
        seed,
        how,
        timeout,
        pricePerGbSecond,
        listener,
        folding,
        chunk,
        Optional.of(value));
  }

  private FanOutSettings with(Folding value) {
    return new FanOutSettings(
        name, action, args, seed, how, timeout, pricePerGbSecond, listener, value, chunk, prepared);
  }

  private FanOutSettings with(Invocations value) {
    return new FanOutSettings(
        name,
        action,
        args,
        seed,
        value,
        timeout,
        pricePerGbSecond,
        listener,
        folding,
        chunk,
        prepared);
  }
}
