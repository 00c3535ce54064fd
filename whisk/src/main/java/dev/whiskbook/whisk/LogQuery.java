package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.LogGatherer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Which logs of a run are wanted. Each activation costs a request; blocking invocations do not
 * bring logs with them. Immutable; each method returns a changed copy.
 */
public final class LogQuery {
  private static final int LINES = 1_000;

  private final LogGatherer gatherer;
  private final Run run;
  private final Predicate<Attempt> wanted;
  private final OptionalInt action;
  private final int limit;

  LogQuery(LogGatherer gatherer, Run run) {
    this(gatherer, run, attempt -> true, OptionalInt.empty(), LINES);
  }

  private LogQuery(
      LogGatherer gatherer, Run run, Predicate<Attempt> wanted, OptionalInt action, int limit) {
    this.gatherer = gatherer;
    this.run = run;
    this.wanted = wanted;
    this.action = action;
    this.limit = limit;
  }

  /** Only of attempts that ended so. */
  public LogQuery status(Status status) {
    return having(attempt -> attempt.status() == status);
  }

  /** Only of attempts that failed. */
  public LogQuery failed() {
    return having(attempt -> attempt.status() != Status.SUCCESS);
  }

  private LogQuery having(Predicate<Attempt> condition) {
    return new LogQuery(gatherer, run, wanted.and(condition), action, limit);
  }

  /**
   * Only of this action number; of a run in chunks, of the activation that did it with others.
   *
   * @throws IllegalArgumentException if the run has no such action
   */
  public LogQuery action(int i) {
    if (i < 0 || i >= run.n()) {
      throw new IllegalArgumentException(
          "Run %s has the actions 0 to %,d, and no action %,d."
              .formatted(run.id(), run.n() - 1, i));
    }
    return new LogQuery(gatherer, run, wanted, OptionalInt.of(i), limit);
  }

  /** At most so many lines, 1 or more; 1,000 unless set. */
  public LogQuery limit(int lines) {
    if (lines < 1) {
      throw new IllegalArgumentException("limit must be above 0, not %d.".formatted(lines));
    }
    return new LogQuery(gatherer, run, wanted, action, lines);
  }

  /**
   * Gets them. A record that a server is about to write is waited for, some seconds.
   *
   * @throws WhiskException if the server cannot be asked
   */
  public Logs gather() throws InterruptedException {
    List<ActionResult> results =
        action.isPresent() ? List.of(run.results().activation(action.getAsInt())) : run.results();
    return gatherer.gather(results, wanted, limit);
  }
}
