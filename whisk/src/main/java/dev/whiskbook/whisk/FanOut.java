package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.TableRows;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * A fan-out in the making: one action, invoked n times at once, each time with its own arguments.
 * Immutable; each method returns a changed copy.
 */
public final class FanOut {
  /** The most actions of one run. */
  public static final int MAX_ACTIONS = 1_000_000;

  private final Whisk whisk;
  private final FanOutSettings settings;

  FanOut(Whisk whisk, FanOutSettings settings) {
    this.whisk = whisk;
    this.settings = settings;
  }

  /** With arguments made for each action number; without, each action gets {@code {}}. */
  public FanOut args(ArgsGenerator generator) {
    return with(settings.withArgs(Objects.requireNonNull(generator, "generator")));
  }

  /** With given arguments: action i gets element i; a run of more actions than elements fails. */
  public FanOut args(List<?> arguments) {
    List<?> copy = List.copyOf(arguments);
    return args(
        (i, n) -> {
          if (i >= copy.size()) {
            throw new IllegalArgumentException(
                "There are arguments for %,d actions, but %,d are to run."
                    .formatted(copy.size(), n));
          }
          return copy.get(i);
        });
  }

  /**
   * With the rows of a table: action i gets row i as an object of its column names, with missing
   * cells left out; a run of more actions than rows fails.
   */
  public FanOut args(Table table) {
    return args(TableRows.args(table.copy()));
  }

  /** With at most so many in flight; without, as many as the namespace allows, up to 256. */
  public FanOut concurrency(int atOnce) {
    return with(settings.withConcurrency(positive("concurrency", atOnce)));
  }

  /**
   * With up to so many further attempts where OpenWhisk or the connection failed; 3 unless said
   * otherwise. Waiting out a throttle is no retry.
   */
  public FanOut retries(int furtherAttempts) {
    if (furtherAttempts < 0) {
      throw new IllegalArgumentException(
          "retries must be 0 or more, not %d.".formatted(furtherAttempts));
    }
    return with(settings.withRetries(furtherAttempts));
  }

  /**
   * With further attempts after these ends of an attempt, instead of {@link RetryOn#safe()}; none
   * at all if the set is empty.
   */
  public FanOut retryOn(Set<RetryOn> ends) {
    return with(settings.withRetryOn(Set.copyOf(ends)));
  }

  /**
   * With a limit for each action number, from its first attempt on: what is in flight then is
   * broken off, and the number counts as cancelled. None unless set.
   */
  public FanOut deadline(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("deadline must be above 0, not %s.".formatted(limit));
    }
    return with(settings.withDeadline(limit));
  }

  /**
   * With a member {@code seed} in each argument object that has none: a whole number from 0 to 2^53
   * − 1 which depends on this seed and the action number alone, so that a re-run gives the same.
   */
  public FanOut seed(long seed) {
    return with(settings.withSeed(OptionalLong.of(seed)));
  }

  /** With a limit for the whole run; what is not done by then is missing. None unless set. */
  public FanOut timeout(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("timeout must be above 0, not %s.".formatted(limit));
    }
    return with(settings.withTimeout(Optional.of(limit)));
  }

  /**
   * With invocations that wait for their results, or with ones that only begin activations, whose
   * records are then gathered. Without, they wait, unless earlier runs show that activations take
   * longer than an invocation may.
   */
  public FanOut blocking(boolean wait) {
    return with(settings.withBlocking(wait));
  }

  /**
   * With a second attempt for stragglers: once 95 % are done, a number that takes over three times
   * as long as 95 % of those did is invoked once more, and the first result of the two counts. For
   * actions without side effects.
   */
  public FanOut speculate() {
    return with(settings.withSpeculation());
  }

  /** With this price of a GB of memory for a second, for the plan. */
  public FanOut price(double perGbSecond) {
    if (!(perGbSecond >= 0)) {
      throw new IllegalArgumentException("price must be 0 or more, not %s.".formatted(perGbSecond));
    }
    return with(settings.withPrice(perGbSecond));
  }

  /** With someone who hears how it goes. */
  public FanOut listener(FanOutListener listener) {
    return with(settings.withListener(Objects.requireNonNull(listener, "listener")));
  }

  /**
   * What running n actions will take. Makes the arguments, asks the server for its limits, and
   * invokes nothing.
   *
   * @throws IllegalArgumentException if n is not in that range
   * @throws WhiskException if the arguments of an action cannot be sent, or the server is not there
   */
  public Plan plan(int n) {
    return whisk.plan(settings, checked(n));
  }

  /**
   * Deploys the action if it changed, invokes it n times, and gathers the results.
   *
   * @param n how many actions, 1 to {@value #MAX_ACTIONS}
   * @return the run, in which an action that failed is marked so
   * @throws FanOutInterrupted with what was done, if this thread is interrupted
   * @throws IllegalArgumentException if n is not in that range
   * @throws WhiskException if the arguments cannot be sent, the action cannot be deployed, or the
   *     server is not there or turns us away
   */
  public Run run(int n) throws InterruptedException {
    return whisk.run(settings, checked(n));
  }

  /**
   * As {@link #run}, in the background: returns at once.
   *
   * @param n how many actions, 1 to {@value #MAX_ACTIONS}
   * @throws IllegalArgumentException if n is not in that range
   */
  public RunningFanOut start(int n) {
    return whisk.start(settings, checked(n));
  }

  private FanOut with(FanOutSettings changed) {
    return new FanOut(whisk, changed);
  }

  private static int checked(int n) {
    if (n <= 0) {
      throw new IllegalArgumentException("A fan-out needs at least 1 action, not %d.".formatted(n));
    }
    if (n > MAX_ACTIONS) {
      throw new IllegalArgumentException(
          "A fan-out holds all its results in memory, so it takes up to %,d actions, not %,d: use several runs."
              .formatted(MAX_ACTIONS, n));
    }
    return n;
  }

  private static int positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s must be above 0, not %d.".formatted(what, value));
    }
    return value;
  }
}
