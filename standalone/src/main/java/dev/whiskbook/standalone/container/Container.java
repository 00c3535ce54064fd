package dev.whiskbook.standalone.container;

import dev.whiskbook.standalone.entity.Exec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A place where one action's code lives and runs: one activation at a time, or as many at once as
 * {@code WhiskAction.activationsPerContainer} says. The contract is that of OpenWhisk's action
 * containers: {@link #init} once, then {@link #run} any number of times, as long as every outcome
 * is {@link Outcome.Answered}; after any other it can only be destroyed.
 */
public interface Container {
  /** Name of this container, unique in the life of the server. */
  String id();

  /**
   * Completes when the machine has room for an activation in this container. Until then it waits,
   * and does not run: time limits begin after it. {@link #endTurn} must follow. A container that is
   * a process of its own need not wait: the operating system shares the processors out.
   */
  default CompletableFuture<Void> beginTurn() {
    return CompletableFuture.completedFuture(null);
  }

  /** The activation has ended. */
  default void endTurn() {}

  /**
   * Loads the action.
   *
   * @param name what stack traces call the action
   * @param environment variables of the process, for {@code process.env} and the like
   * @param timeout after which initialisation is given up with {@link Outcome.TimedOut}
   */
  Outcome init(
      String name, Exec exec, Map<String, String> environment, LogSink logs, Duration timeout)
      throws InterruptedException;

  /**
   * Runs one activation. What depends on its end may happen on the container's own thread, and so
   * must be short and wait for nothing.
   *
   * @param argumentsJson the arguments, a JSON object
   * @param environment variables that change from activation to activation
   * @param timeout after which the run is given up with {@link Outcome.TimedOut}
   */
  CompletableFuture<Outcome> run(
      String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout);

  /**
   * Ends whatever runs inside and frees the memory; returns when that is done. May be called from
   * any platform thread, more than once.
   */
  void destroy();
}
