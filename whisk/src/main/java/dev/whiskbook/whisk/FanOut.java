package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.ChunkedAction;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Json;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;

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
    return args(Args.list(arguments));
  }

  /** As {@link Args#stream}. */
  public FanOut args(Stream<?> arguments) {
    return args(Args.stream(arguments));
  }

  /** As {@link Args#iterator}. */
  public FanOut args(Iterator<?> arguments) {
    return args(Args.iterator(arguments));
  }

  /**
   * With the rows of a table: action i gets row i as an object of its column names, with missing
   * cells left out; a run of more actions than rows fails.
   */
  public FanOut args(Table table) {
    return args(Args.rows(table));
  }

  /**
   * With so many argument objects for each activation, for actions that take less time than their
   * invocation. Results are those of the single objects all the same, and so are errors: n counts
   * argument objects.
   *
   * <p>A JavaScript action that is defined here is called for one object after the other, with no
   * change by its author; it is deployed under its name with {@code -items} behind it. Any other
   * action gets {@code {items: [{…}, …]}} and must return {@code {results: […]}}, a result for
   * each.
   *
   * @param objects 1 or more for each activation
   */
  public FanOut chunk(int objects) {
    if (settings.chunk() > 1) {
      throw new IllegalArgumentException("This fan-out is in chunks already.");
    }
    if (positive("chunk", objects) == 1) {
      return this;
    }
    Optional<Action> wrapped =
        settings.action().map(a -> ChunkedAction.canWrap(a) ? ChunkedAction.of(a) : a);
    String name = wrapped.map(Action::name).orElse(settings.name());
    return with(settings.withChunk(objects, name, wrapped));
  }

  /**
   * With an estimate, while results come, of the mean over all actions of a number that each result
   * has. It is made in the order in which they come, each action number once.
   *
   * @param value the number; a result for which it throws or gives NaN ends the estimate
   */
  public FanOut estimate(ToDoubleFunction<? super JsonNode> value) {
    return with(settings.withEstimate(Objects.requireNonNull(value, "value")));
  }

  /**
   * As {@link #estimate(ToDoubleFunction)}, of results that are converted first.
   *
   * @param type a record, bean, map or number type that Jackson can read a result into
   */
  public <R> FanOut estimate(Class<R> type, ToDoubleFunction<? super R> value) {
    return estimate(json -> value.applyAsDouble(Json.MAPPER.treeToValue(json, type)));
  }

  /** With this confidence of the estimate's interval, between 0 and 1; 0.95 unless set. */
  public FanOut confidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be between 0 and 1, not %s.".formatted(confidence));
    }
    return with(settings.withConfidence(confidence));
  }

  /**
   * With an end as soon as the estimate is precise enough: no further action begins, and those that
   * are in flight are seen to their end. Mind what {@link Until} says of such estimates.
   */
  public FanOut until(Until enough) {
    return with(settings.withUntil(Objects.requireNonNull(enough, "enough")));
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

  /**
   * With so much time for the record of an activation to turn up, after the action's time limit and
   * the last record that did; a minute unless set. What does not turn up ends as {@link
   * Status#NO_RECORD}.
   */
  public FanOut recordPatience(Duration wait) {
    if (!wait.isPositive()) {
      throw new IllegalArgumentException("recordPatience must be above 0, not %s.".formatted(wait));
    }
    return with(settings.withRecordPatience(wait));
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
   * With what each run begins by done now: the action is deployed if it changed, and the server is
   * asked for its limits. The runs take that for granted, so that many short ones, one after the
   * other, are not mainly questions. An action that the server loses meanwhile is brought back, and
   * where the target is another by then, it is asked all the same.
   *
   * @throws WhiskException if the action cannot be deployed, or the server is not there
   */
  public FanOut prepared() {
    return new FanOut(whisk, whisk.prepared(settings));
  }

  /**
   * What running n actions will take. Makes the arguments, asks the server for its limits, and
   * invokes nothing.
   *
   * @throws IllegalArgumentException if n is not in that range
   * @throws WhiskException if the arguments of an action cannot be sent, or the server is not there
   */
  public Plan plan(int n) {
    return whisk.plan(checked(), checked(n));
  }

  /** As {@link #plan(int)}, for as many actions as there are arguments. */
  public Plan plan() {
    return plan(size());
  }

  /** As {@link #run(int)}, for as many actions as there are arguments. */
  public Run run() throws InterruptedException {
    return run(size());
  }

  /** As {@link #start(int)}, for as many actions as there are arguments. */
  public RunningFanOut start() {
    return start(size());
  }

  /**
   * How many actions there are arguments for.
   *
   * @throws IllegalArgumentException if the arguments do not tell
   */
  public int size() {
    return settings
        .args()
        .size()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "How many actions are to run? Their arguments do not tell, so say a number."));
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
    return whisk.run(checked(), checked(n));
  }

  /**
   * As {@link #run}, in the background: returns at once.
   *
   * @param n how many actions, 1 to {@value #MAX_ACTIONS}
   * @throws IllegalArgumentException if n is not in that range
   */
  public RunningFanOut start(int n) {
    return whisk.start(checked(), checked(n));
  }

  private FanOutSettings checked() {
    if (settings.folding().until().isPresent() && settings.folding().value().isEmpty()) {
      throw new IllegalArgumentException(
          "To stop when an estimate is precise enough, say of what: estimate(…).");
    }
    return settings;
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
          "A fan-out takes up to %,d actions, not %,d: use several runs."
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
