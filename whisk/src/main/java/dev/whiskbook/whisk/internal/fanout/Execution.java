package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Progress;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Chunks;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.journal.Accepted;
import dev.whiskbook.whisk.internal.journal.RunWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One fan-out at work. Workers, as many as may be in flight, take action numbers; the thread that
 * runs the fan-out hears from them through a queue, owns results and counts, and calls the
 * listener.
 */
final class Execution {
  private static final String NOT_REACHED = "the run ended before it";
  private static final String NOT_NEEDED = "not needed, as the estimate was precise enough";
  private static final Duration JOIN = Duration.ofMillis(50);
  // What is written at once; more would keep the listener waiting.
  private static final int LARGEST_BATCH = 1_000;
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private final FanOutListener listener;
  private final Optional<Duration> timeout;
  private final Invoker invoker;
  private final Workers workers;
  private final LinkedBlockingQueue<Event> events;
  private final Optional<RunWriter> journal;
  private final Map<Integer, List<Attempt>> earlier;
  // All below is the running thread's own.
  private final ResultStore results;
  private final Chunks chunks;
  private final Estimator estimator;
  private final long startedNanos = System.nanoTime();
  private int done; // activations; the rest counts items
  private boolean enough;
  private boolean workersIdle;
  private int ok;
  private int failed;
  private int retried;
  private int cold;
  private boolean journalBroken;
  private final List<Event> heldBack = new ArrayList<>();
  // The attempts of each number, where two threads may make some; else null.
  private final Map<Integer, List<Attempt>> tried;

  Execution(
      FanOutSettings settings,
      Chunks chunks,
      ResultStore results,
      Plan plan,
      Remaining remaining,
      Optional<RunWriter> journal,
      Invoker invoker,
      Gate gate,
      LinkedBlockingQueue<Event> events) {
    this.listener = settings.listener();
    this.timeout = settings.timeout();
    this.invoker = invoker;
    this.events = events;
    this.results = results;
    this.chunks = chunks;
    this.estimator = new Estimator(settings.folding(), listener::warning);
    this.journal = journal;
    this.workers = new Workers(plan, remaining, settings.how(), invoker, gate, events::add);
    this.tried = settings.how().speculate() ? new HashMap<>() : null;
    this.earlier = remaining.earlier();
    remaining.decided().forEach(result -> take(result, true));
  }

  /** Runs until every action number is done with, or the time is over. */
  void run() throws InterruptedException {
    try {
      workers.start();
      List<Event> batch = new ArrayList<>();
      while (done < chunks.count() && !(enough && workersIdle)) {
        Event first = next();
        if (first == null) {
          return;
        }
        batch.add(first);
        gather(batch);
        holdBack(batch);
        write(batch); // before any of it is shown
        batch.forEach(this::handle);
        batch.clear();
        batch.addAll(heldBack);
      }
    } finally {
      stop();
    }
  }

  /** The results by action number; what was not run is marked cancelled. */
  List<ActionResult> results() {
    String why = enough ? NOT_NEEDED : NOT_REACHED;
    return results.all(
        (i, attempts) ->
            notRun(i, attempts.isEmpty() ? earlier.getOrDefault(i, List.of()) : attempts, why));
  }

  /** Whether it ended because its estimate was precise enough. */
  boolean isConverged() {
    return enough && done < chunks.count();
  }

  /** What the results say, if an estimate was to be made. */
  Optional<Estimate> estimate() {
    return estimator.estimate();
  }

  /** An action number that was never tried. */
  static ActionResult notRun(int i) {
    return notRun(i, List.of(), NOT_REACHED);
  }

  private static ActionResult notRun(int i, List<Attempt> attempts, String why) {
    return new ActionResult(i, Optional.empty(), Status.CANCELLED, why, attempts);
  }

  /**
   * What comes within moments, so that a thousand results are not a thousand transactions; nobody
   * sees the delay, as nothing is waited for behind the last result.
   */
  private void gather(List<Event> batch) {
    events.drainTo(batch, LARGEST_BATCH);
    if (journal.isEmpty()) {
      return;
    }
    long until = System.nanoTime() + GATHER_NANOS;
    try {
      while (batch.size() < LARGEST_BATCH && !isLast(batch)) {
        Event next = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        batch.add(next);
        events.drainTo(batch, LARGEST_BATCH - batch.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // what there is so far is kept; the next wait ends the run
    }
  }

  /**
   * Leaves for the next batch what ended an action number whose result is not here yet: an attempt
   * that is in the journal without its result would be done again after a crash.
   */
  private void holdBack(List<Event> batch) {
    if (journal.isEmpty()) {
      return;
    }
    Set<Integer> finished =
        batch.stream()
            .filter(Event.Finished.class::isInstance)
            .map(event -> ((Event.Finished) event).result().i())
            .collect(Collectors.toSet());
    heldBack.clear();
    batch.removeIf(
        event ->
            event instanceof Event.Attempted(Attempt attempt, boolean last)
                && last
                && !finished.contains(attempt.i())
                && !results.has(attempt.i())
                && heldBack.add(event));
  }

  /** Whether all action numbers are done with this. */
  private boolean isLast(List<Event> batch) {
    int left = chunks.count() - done;
    return batch.size() >= left
        && batch.stream().filter(Event.Finished.class::isInstance).count() >= left;
  }

  /** Null when the time is over. */
  private Event next() throws InterruptedException {
    if (timeout.isEmpty()) {
      return events.take();
    }
    long left = timeout.get().toNanos() - (System.nanoTime() - startedNanos);
    return events.poll(left, TimeUnit.NANOSECONDS);
  }

  /** Without a journal the run still has its results in memory, so it goes on and says so. */
  private void write(List<Event> batch) {
    if (journal.isEmpty() || journalBroken) {
      return;
    }
    List<Accepted> accepted = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    List<ActionResult> finished = new ArrayList<>();
    for (Event event : batch) {
      switch (event) {
        case Event.Running running -> accepted.add(running.accepted());
        case Event.Attempted attempted -> attempts.add(attempted.attempt());
        case Event.Finished done -> finished.add(done.result());
        case Event.Waiting _, Event.Idle _, Event.Broken _ -> {}
      }
    }
    try {
      journal.get().append(accepted, attempts, finished);
    } catch (WhiskException e) {
      journalBroken = true;
      listener.warning(
          "%s The run goes on; from here on its results are in memory alone, so it cannot be resumed."
              .formatted(e.getMessage()));
    }
  }

  private void handle(Event event) {
    switch (event) {
      case Event.Running _ -> {}
      case Event.Attempted attempted -> {
        count(attempted.attempt());
        remember(attempted.attempt());
        listener.attempted(attempted.attempt());
      }
      case Event.Finished finished -> {
        keep(finished.result(), isJournaled());
        stopIfEnough();
        listener.finished(finished.result(), progress());
      }
      case Event.Idle _ -> workersIdle = true;
      case Event.Waiting waiting -> listener.waiting(waiting.why(), waiting.ms());
      case Event.Broken broken -> {
        if (broken.why() instanceof WhiskException e) {
          throw e;
        }
        throw new IllegalStateException("The fan-out broke: " + broken.why(), broken.why());
      }
    }
  }

  /** Ends what is still in flight, then takes in what was done by then. */
  private void stop() {
    workers.stop();
    boolean interrupted = false;
    do {
      invoker.cancel();
      try {
        if (workers.join(JOIN)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    } while (true);
    List<Event> rest = new ArrayList<>(heldBack);
    events.drainTo(rest);
    write(rest);
    for (Event event : rest) {
      switch (event) {
        case Event.Attempted attempted -> remember(attempted.attempt());
        case Event.Finished finished -> keep(finished.result(), isJournaled());
        case Event.Running _, Event.Idle _, Event.Waiting _, Event.Broken _ -> {}
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** An attempt that was overtaken ends after the result is there, and belongs to it still. */
  private void remember(Attempt attempt) {
    if (tried == null || results.isSpilled()) {
      return; // the journal has the attempts
    }
    List<Attempt> attempts = tried.computeIfAbsent(attempt.i(), _ -> new ArrayList<>(1));
    attempts.add(attempt);
    attempts.sort(Comparator.comparingInt(Attempt::attempt));
    results
        .inMemory(attempt.i())
        .ifPresent(result -> results.keep(withAttempts(result), isJournaled()));
  }

  private ActionResult withAttempts(ActionResult result) {
    List<Attempt> attempts = new ArrayList<>(earlier.getOrDefault(result.i(), List.of()));
    attempts.addAll(tried.getOrDefault(result.i(), List.of()));
    return new ActionResult(result.i(), result.value(), result.status(), result.error(), attempts);
  }

  private void keep(ActionResult result, boolean journaled) {
    take(tried == null ? result : withAttempts(result), journaled);
  }

  private void take(ActionResult result, boolean journaled) {
    results.keep(result, journaled);
    done++;
    for (ActionResult item : chunks.items(result)) {
      if (item.ok()) {
        ok++;
        estimator.add(item.i(), item.value().orElseThrow());
      } else {
        failed++;
      }
    }
  }

  private boolean isJournaled() {
    return journal.isPresent() && !journalBroken;
  }

  private void stopIfEnough() {
    if (!enough && estimator.isEnough()) {
      enough = true;
      workers.enough();
    }
  }

  private void count(Attempt attempt) {
    retried += attempt.attempt() > 1 ? 1 : 0;
    cold += attempt.cold() ? 1 : 0;
  }

  private Progress progress() {
    long elapsedMs = (System.nanoTime() - startedNanos) / 1_000_000;
    return new Progress(
        chunks.items(),
        ok,
        failed,
        retried,
        cold,
        elapsedMs,
        workers.inFlight(),
        estimator.estimate());
  }
}
