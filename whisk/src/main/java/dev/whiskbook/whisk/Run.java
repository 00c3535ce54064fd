package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.RunTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
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
 * @param results one for each action number, in order
 */
public record Run(
    String id,
    String action,
    String target,
    int n,
    OptionalLong seed,
    Instant start,
    Duration wall,
    Results results) {

  /** Copies the list. */
  public Run(
      String id,
      String action,
      String target,
      int n,
      OptionalLong seed,
      Instant start,
      Duration wall,
      List<ActionResult> results) {
    this(id, action, target, n, seed, start, wall, new Results(action + " results", results));
  }

  /** Every attempt, by action number and then by try. */
  public List<Attempt> attempts() {
    return results.stream().flatMap(r -> r.attempts().stream()).toList();
  }

  /** The results that there are, in action order. */
  public List<JsonNode> values() {
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
    long ok = results.stream().filter(ActionResult::ok).count();
    List<Attempt> attempts = attempts();
    long cold = attempts.stream().filter(Attempt::cold).count();
    double seconds = wall.toNanos() / 1e9;
    StringBuilder text = new StringBuilder(200);
    text.append("run %s: %s × %,d on %s: %,d ok".formatted(id, action, n, target, ok));
    if (ok < n) {
      text.append(", %,d missing".formatted(n - ok));
    }
    text.append(
        " in %.3f s (%,.0f activations/s), %,d cold starts".formatted(seconds, ok / seconds, cold));
    long retries = attempts.stream().filter(a -> a.attempt() > 1).count();
    if (retries > 0) {
      text.append(", %,d further attempts".formatted(retries));
    }
    return text.toString();
  }
}
