package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.LogLine;
import dev.whiskbook.whisk.Logs;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Gets the records of activations, some at a time, until there are enough lines of their logs. */
public final class LogGatherer {
  private static final int AT_ONCE = 32;
  // A record is written some time after its result was sent: 404 means "not yet" for so long.
  private static final long FRESH_MS = 10_000;
  private static final long[] PAUSES_MS = {100, 300, 600, 1_000};

  private final Rest rest;

  /** From this server. */
  public LogGatherer(Rest rest) {
    this.rest = rest;
  }

  /**
   * The logs of these results' attempts.
   *
   * @param wanted which attempts
   * @param limit how many lines at most
   */
  public Logs gather(List<ActionResult> results, Predicate<Attempt> wanted, int limit)
      throws InterruptedException {
    List<LogLine> lines = new ArrayList<>();
    List<Attempt> batch = new ArrayList<>(AT_ONCE);
    int activations = 0;
    int withoutRecord = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int left = results.size();
      for (ActionResult result : results) {
        result.attempts().stream().filter(wanted).forEach(batch::add);
        left--;
        if (batch.size() < AT_ONCE && left > 0) {
          continue;
        }
        for (Fetched each : fetched(batch, threads)) {
          boolean hasId = !each.attempt().activationId().isEmpty();
          activations += hasId ? 1 : 0;
          withoutRecord += hasId && each.record().isEmpty() ? 1 : 0;
          lines.addAll(lines(each));
        }
        batch.clear();
        if (lines.size() > limit) {
          return new Logs(lines.subList(0, limit), activations, withoutRecord, true);
        }
      }
    }
    return new Logs(lines, activations, withoutRecord, false);
  }

  private record Fetched(Attempt attempt, Optional<Activation> record) {}

  private List<Fetched> fetched(List<Attempt> batch, ExecutorService threads)
      throws InterruptedException {
    List<Future<Fetched>> futures = new ArrayList<>();
    for (Attempt attempt : batch) {
      futures.add(threads.submit(() -> new Fetched(attempt, record(attempt))));
    }
    List<Fetched> fetched = new ArrayList<>();
    try {
      for (Future<Fetched> future : futures) {
        fetched.add(future.get());
      }
    } catch (ExecutionException e) {
      futures.forEach(f -> f.cancel(true));
      throw e.getCause() instanceof WhiskException w ? w : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      futures.forEach(f -> f.cancel(true));
      throw e;
    }
    return fetched;
  }

  private Optional<Activation> record(Attempt attempt) throws InterruptedException {
    if (attempt.activationId().isEmpty()) {
      return Optional.empty();
    }
    Optional<Activation> record = rest.record(attempt.activationId()).map(Records::activation);
    for (int at = 0; record.isEmpty() && at < PAUSES_MS.length && isFresh(attempt); at++) {
      Thread.sleep(PAUSES_MS[at]);
      record = rest.record(attempt.activationId()).map(Records::activation);
    }
    return record;
  }

  private static boolean isFresh(Attempt attempt) {
    return System.currentTimeMillis() - attempt.seenMs() < FRESH_MS;
  }

  private static List<LogLine> lines(Fetched fetched) {
    Attempt attempt = fetched.attempt();
    List<LogLine> lines = new ArrayList<>();
    for (String line : fetched.record().map(Activation::logs).orElse(List.of())) {
      lines.add(LogLine.parse(attempt.i(), attempt.attempt(), line));
    }
    if (attempt.status() != Status.SUCCESS) {
      Optional<Instant> end =
          attempt.endMs() == Attempt.UNKNOWN
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(attempt.endMs()));
      String why = attempt.error().isEmpty() ? attempt.status().text() : attempt.error();
      lines.add(new LogLine(attempt.i(), attempt.attempt(), end, LogLine.ERROR, why));
    }
    return lines;
  }
}
