package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Progress;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.FanOutSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One fan-out at work. Workers, as many as may be in flight, take action numbers; the thread that
 * runs the fan-out hears from them through a queue, owns results and counts, and calls the
 * listener.
 */
final class Execution {
  private static final Duration JOIN = Duration.ofMillis(50);

  private final FanOutListener listener;
  private final Optional<Duration> timeout;
  private final Invoker invoker;
  private final Workers workers;
  private final LinkedBlockingQueue<Event> events;
  // All below is the running thread's own.
  private final ActionResult[] results;
  private final long startedNanos = System.nanoTime();
  private int ok;
  private int failed;
  private int retried;
  private int cold;

  Execution(
      FanOutSettings settings,
      Plan plan,
      Invoker invoker,
      Gate gate,
      LinkedBlockingQueue<Event> events) {
    this.listener = settings.listener();
    this.timeout = settings.timeout();
    this.invoker = invoker;
    this.events = events;
    this.results = new ActionResult[plan.n()];
    this.workers = new Workers(plan, settings.retries(), invoker, gate, events::add);
  }

  /** Runs until every action number is done with, or the time is over. */
  void run() throws InterruptedException {
    try {
      workers.start();
      while (ok + failed < results.length) {
        Event event = next();
        if (event == null) {
          return;
        }
        handle(event);
      }
    } finally {
      stop();
    }
  }

  /** The results by action number; what was not run is marked cancelled. */
  List<ActionResult> results() {
    for (int i = 0; i < results.length; i++) {
      if (results[i] == null) {
        results[i] = notRun(i);
      }
    }
    return Arrays.asList(results);
  }

  /** An action number that was never tried. */
  static ActionResult notRun(int i) {
    return new ActionResult(
        i, Optional.empty(), Status.CANCELLED, "the run ended before it", List.of());
  }

  /** Null when the time is over. */
  private Event next() throws InterruptedException {
    if (timeout.isEmpty()) {
      return events.take();
    }
    long left = timeout.get().toNanos() - (System.nanoTime() - startedNanos);
    return events.poll(left, TimeUnit.NANOSECONDS);
  }

  private void handle(Event event) {
    switch (event) {
      case Event.Attempted attempted -> {
        count(attempted.attempt());
        listener.attempted(attempted.attempt());
      }
      case Event.Finished finished -> {
        keep(finished.result());
        listener.finished(finished.result(), progress());
      }
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
    List<Event> rest = new ArrayList<>();
    events.drainTo(rest);
    for (Event event : rest) {
      if (event instanceof Event.Finished finished) {
        keep(finished.result());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(ActionResult result) {
    results[result.i()] = result;
    if (result.ok()) {
      ok++;
    } else {
      failed++;
    }
  }

  private void count(Attempt attempt) {
    retried += attempt.attempt() > 1 ? 1 : 0;
    cold += attempt.cold() ? 1 : 0;
  }

  private Progress progress() {
    long elapsedMs = (System.nanoTime() - startedNanos) / 1_000_000;
    return new Progress(results.length, ok, failed, retried, cold, elapsedMs);
  }
}
