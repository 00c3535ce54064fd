package dev.whiskbook.magics;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Runs as they might have been, made from a seed. */
public final class SampleRuns {

  /** When they begin, in ms since the epoch. */
  public static final long BEGIN = 1_790_000_000_000L;

  private SampleRuns() {}

  /**
   * n actions, invoked at once, which queue for so many containers; each takes about 40 ms, the
   * first of a container 120 ms more. Result i is {@code {"value": i, "square": i²}}.
   */
  public static Run queued(int n, int containers) {
    Random random = new Random(7);
    long[] free = new long[containers];
    ActionResult[] results = new ActionResult[n];
    for (int i = 0; i < n; i++) {
      int lane = earliest(free);
      boolean cold = free[lane] == 0;
      long start = Math.max(20, free[lane]);
      long init = cold ? 100 + random.nextInt(40) : 0;
      long run = 20 + (long) (-20 * Math.log(1 - random.nextDouble()));
      free[lane] = start + init + run;
      Status status = i % 97 == 96 ? Status.DEVELOPER_ERROR : Status.SUCCESS;
      results[i] =
          result(attempt(i, status, cold, "c" + lane, 0, start, init, run, free[lane] + 3));
    }
    return run("20261128-120000-abc", List.of(results));
  }

  /** A run of these results, that began at {@link #BEGIN}. */
  public static Run run(String id, List<ActionResult> results) {
    return new Run(
        id,
        "pi",
        "embedded",
        results.size(),
        OptionalLong.of(7),
        Instant.ofEpochMilli(BEGIN),
        Duration.ofMillis(900),
        results);
  }

  /** The same run with each attempt changed. */
  public static Run changed(Run run, UnaryOperator<Attempt> change) {
    return run(
        run.id(),
        run.results().stream()
            .map(
                r ->
                    new ActionResult(
                        r.i(),
                        r.value(),
                        r.status(),
                        r.error(),
                        r.attempts().stream().map(change).toList()))
            .toList());
  }

  /** An attempt by its times since the beginning, in ms. */
  public static Attempt attempt(
      int i,
      Status status,
      boolean cold,
      String container,
      long submit,
      long start,
      long init,
      long run,
      long seen) {
    return new Attempt(
        i,
        1,
        "%032x".formatted(i),
        status,
        cold,
        container,
        BEGIN + submit,
        BEGIN + start,
        start - submit,
        init,
        run,
        BEGIN + start + init + run,
        BEGIN + seen,
        20,
        30,
        status == Status.SUCCESS ? "" : "it threw <b>this</b>");
  }

  /** What comes of an action number by its only attempt. */
  public static ActionResult result(Attempt a) {
    boolean ok = a.status() == Status.SUCCESS;
    String json = "{\"value\": %d, \"square\": %d}".formatted(a.i(), (long) a.i() * a.i());
    return new ActionResult(
        a.i(),
        ok ? Optional.of(JsonMapper.shared().readTree(json)) : Optional.empty(),
        a.status(),
        a.error(),
        List.of(a));
  }

  private static int earliest(long[] free) {
    return IntStream.range(0, free.length)
        .reduce((a, b) -> free[b] < free[a] ? b : a)
        .orElseThrow();
  }
}
