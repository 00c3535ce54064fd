package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.OffHeapValues;
import dev.whiskbook.whisk.internal.RunTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;

/**
 * One fan-out that is over. Results stand in action order, whatever order they came in.
 *
 * @param id unlike that of any other run, and sorted by time
 * @param action the action's name
 * @param target the target's name
 * @param n how many actions
 * @param seed what the actions' seeds derive from, if set
 * @param start when the run began
 * @param wall how long it took, deployment included
 * @param results one for each action number, in order; those of a large run with a journal are read
 *     from there, page by page
 * @param state how it ended
 * @param estimate what the results said when it ended, if the fan-out was to make an estimate
 */
public record Run(
    String id,
    String action,
    String target,
    int n,
    OptionalLong seed,
    Instant start,
    Duration wall,
    Results results,
    RunState state,
    Optional<Estimate> estimate) {

  /** A run without an estimate: done, or else interrupted. Copies the list. */
  public Run(
      String id,
      String action,
      String target,
      int n,
      OptionalLong seed,
      Instant start,
      Duration wall,
      List<ActionResult> results) {
    this(
        id,
        action,
        target,
        n,
        seed,
        start,
        wall,
        new Results(action + " results", results),
        stateOf(results),
        Optional.empty());
  }

  private static RunState stateOf(List<ActionResult> results) {
    boolean whole = results.stream().noneMatch(r -> r.status() == Status.CANCELLED);
    return whole ? RunState.DONE : RunState.INTERRUPTED;
  }

  /** The results in action order, one after the other, however large they are together. */
  public Stream<ActionResult> stream() {
    return results.stream();
  }

  /** Counts over its results and attempts. */
  public Totals totals() {
    return Totals.of(results);
  }

  /** Every attempt, by action number and then by try. */
  public List<Attempt> attempts() {
    return results.stream().flatMap(r -> r.attempts().stream()).toList();
  }

  /** The results that there are, in action order. */
  public List<JsonNode> values() {
    if (results.isOffHeap()) {
      return new OffHeapValues(results);
    }
    return results.stream().flatMap(r -> r.value().stream()).toList();
  }

  /** The action numbers that gave no result, in order. */
  public List<Missing> missing() {
    return results.stream()
        .filter(r -> !r.ok())
        .map(r -> new Missing(r.i(), r.status(), r.error()))
        .toList();
  }

  /**
   * Reduces the results in action order, each counted once.
   *
   * @param reducer gets the results that there are
   * @return what it made of them, and which results were missing
   * @throws IllegalStateException if there is no result at all
   */
  public <T> Reduction<T> reduce(Function<? super List<JsonNode>, ? extends T> reducer) {
    List<JsonNode> values = values();
    if (values.isEmpty()) {
      throw new IllegalStateException(
          "There is nothing to reduce: none of the %,d actions of %s gave a result (%s)."
              .formatted(n, action, missing().getFirst()));
    }
    return new Reduction<>(reducer.apply(values), n, missing());
  }

  /**
   * Reduces the results, each converted to a Java type first.
   *
   * @param type a record, bean, map or number type that Jackson can read a result into
   * @throws IllegalArgumentException if a result does not fit the type; names the action number
   */
  public <R, T> Reduction<T> reduce(Class<R> type, Function<? super List<R>, ? extends T> reducer) {
    List<R> typed =
        results.stream().filter(ActionResult::ok).map(r -> Json.convert(r, type)).toList();
    return reduce(values -> reducer.apply(typed));
  }

  /**
   * A row for each attempt; times in ms since the run began, or as lengths in ms.
   *
   * @return columns: action (its number, from 0), attempt (from 1), activation id, target,
   *     container, status, cold, submit ms, start ms, wait ms, init ms, run ms, end ms, seen ms,
   *     payload bytes, result bytes, error; what was not told is missing
   */
  public Table table() {
    return RunTables.attempts(this);
  }

  /** The same as {@code results().table()}. */
  public Table resultsTable() {
    return results.table();
  }

  @Override
  public String toString() {
    Totals totals = totals();
    int ok = totals.ok();
    double seconds = wall.toNanos() / 1e9;
    StringBuilder text = new StringBuilder(200);
    text.append("run %s: %s × %,d on %s: %,d ok".formatted(id, action, n, target, ok));
    if (ok < n) {
      text.append(", %,d missing".formatted(n - ok));
    }
    text.append(
        " in %.3f s (%,.0f activations/s), %,d cold start%s"
            .formatted(seconds, ok / seconds, totals.cold(), totals.cold() == 1 ? "" : "s"));
    if (totals.further() > 0) {
      text.append(
          ", %,d further attempt%s".formatted(totals.further(), totals.further() == 1 ? "" : "s"));
    }
    estimate.ifPresent(e -> text.append(", estimate ").append(e));
    if (state == RunState.CONVERGED) {
      text.append(", which was precise enough");
    }
    return text.toString();
  }
}
