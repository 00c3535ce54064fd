package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Invocations;
import dev.whiskbook.whisk.internal.RetryPolicy;
import dev.whiskbook.whisk.internal.journal.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Virtual threads that take action numbers one after the other and try each until it is done. */
final class Workers {
  private static final long FIRST_BACKOFF_MS = 100;
  private static final long LONGEST_BACKOFF_MS = 5_000;
  // A server that only throttles, for so long, has no room for this run.
  private static final long STALL_NANOS = Duration.ofMinutes(5).toNanos();

  private final int threadCount;
  private final Remaining remaining;
  private final RetryPolicy retry;
  private final Invoker invoker;
  private final Gate gate;
  private final Consumer<Event> events;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Thread> seconds = new CopyOnWriteArrayList<>();
  private final Optional<Stragglers> stragglers;
  // Rings for numbers that have a deadline; its thread starts with the first.
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("whisk deadlines").factory());
  private volatile long lastProgressNanos = System.nanoTime();
  private volatile boolean stopped;
  private volatile boolean enough;
  private volatile String unreachable = "";
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  Workers(
      Plan plan,
      Remaining remaining,
      Invocations how,
      Invoker invoker,
      Gate gate,
      Consumer<Event> events) {
    this.threadCount = Math.min(plan.concurrency(), remaining.numbers().length);
    this.remaining = remaining;
    this.retry = how.retry();
    this.stragglers =
        how.speculate()
            ? Optional.of(new Stragglers(remaining.numbers().length))
            : Optional.empty();
    this.invoker = invoker;
    this.gate = gate;
    this.events = events;
  }

  void start() {
    working.set(threadCount);
    for (int w = 0; w < threadCount; w++) {
      threads.add(Thread.ofVirtual().name("whisk fan-out ", w).start(this::work));
    }
    stragglers.ifPresent(
        s -> threads.add(Thread.ofVirtual().name("whisk stragglers").start(() -> speculate(s))));
  }

  /** No further action number begins; those that have begun are seen to their end. */
  void enough() {
    enough = true;
  }

  /** How many invocations are on their way. */
  int inFlight() {
    return inFlight.get();
  }

  /** No further attempt begins; those that wait for one give up. */
  void stop() {
    stopped = true;
    timer.shutdownNow();
    threads.forEach(Thread::interrupt);
    seconds.forEach(Thread::interrupt);
  }

  /** Waits for each thread up to that long; whether all have ended. */
  boolean join(Duration each) throws InterruptedException {
    for (List<Thread> all : List.of(threads, seconds)) {
      for (Thread thread : all) {
        if (!thread.join(each)) {
          return false;
        }
      }
    }
    return true;
  }

  private void work() {
    try {
      int[] numbers = remaining.numbers();
      for (int at = next.getAndIncrement();
          at < numbers.length && !stopped && !enough;
          at = next.getAndIncrement()) {
        Optional<ActionResult> result =
            unreachable.isEmpty() ? raced(numbers[at]) : Optional.of(untried(numbers[at]));
        result.ifPresent(known -> events.accept(new Event.Finished(known)));
      }
    } catch (Throwable e) {
      // Nobody else would hear of it, and the run would wait for this number for ever.
      events.accept(new Event.Broken(e));
    } finally {
      if (working.decrementAndGet() == 0) {
        events.accept(new Event.Idle());
      }
    }
  }

  /** Empty if a second attempt was over first. */
  private Optional<ActionResult> raced(int i) {
    List<Attempt> attempts = new ArrayList<>(remaining.earlier().getOrDefault(i, List.of()));
    int before = attempts.stream().mapToInt(Attempt::attempt).max().orElse(0);
    Flight flight = new Flight(i, before);
    stragglers.ifPresent(s -> s.begins(flight));
    ActionResult result = withDeadline(flight, attempts);
    boolean counts = flight.end();
    stragglers.ifPresent(s -> s.ends(flight));
    return counts ? Optional.of(result) : Optional.empty();
  }

  /** Begins second attempts of stragglers until all numbers are done. */
  private void speculate(Stragglers stragglers) {
    try {
      for (Optional<Flight> slow = stragglers.next(); slow.isPresent(); slow = stragglers.next()) {
        Flight flight = slow.get();
        CountDownLatch begun = new CountDownLatch(1);
        Thread second =
            Thread.ofVirtual()
                .name("whisk second attempt ", flight.i())
                .unstarted(() -> second(flight, begun));
        seconds.add(second);
        second.start();
        begun.await(); // or the same flight would be found again
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is over
    }
  }

  private void second(Flight flight, CountDownLatch begun) {
    boolean begins = flight.beginSecond();
    begun.countDown();
    if (!begins || stopped) {
      return;
    }
    try {
      Outcome outcome = attempt(flight, new ArrayList<>(1));
      // Only a result is worth more than what the first attempt may still give.
      if (outcome instanceof Outcome.Final last && last.value().isPresent() && flight.end()) {
        ActionResult result = finished(last.attempt(), last.value(), List.of(last.attempt()));
        events.accept(new Event.Finished(result));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the first attempt was over before this one was sent
    } catch (RuntimeException e) {
      events.accept(new Event.Broken(e));
    }
  }

  private ActionResult withDeadline(Flight flight, List<Attempt> attempts) {
    if (retry.deadline().isEmpty()) {
      return actionNumber(flight, attempts);
    }
    try (Deadline deadline = new Deadline(timer, retry.deadline().get())) {
      ActionResult result = actionNumber(flight, attempts);
      return deadline.hasExpired() && result.status() == Status.CANCELLED ? late(result) : result;
    }
  }

  private ActionResult late(ActionResult result) {
    String why = "not done within its deadline of %s".formatted(retry.deadline().get());
    return new ActionResult(result.i(), Optional.empty(), Status.CANCELLED, why, result.attempts());
  }

  private ActionResult actionNumber(Flight flight, List<Attempt> attempts) {
    int i = flight.i();
    Accepted running = remaining.running().get(i);
    int failures = 0;
    try {
      while (true) {
        Outcome outcome = running == null ? attempt(flight, attempts) : attach(running, attempts);
        if (running != null && outcome.attempt().status() == Status.NO_RECORD) {
          running = null; // the server forgot it, for instance with a restart
          continue;
        }
        running = null;
        switch (outcome) {
          case Outcome.Final last -> {
            return finished(last.attempt(), last.value(), attempts);
          }
          case Outcome.Failed failed -> {
            boolean again = retry.statuses().contains(failed.attempt().status());
            if (!again || failures++ >= retry.retries()) {
              return finished(failed.attempt(), Optional.empty(), attempts);
            }
            Thread.sleep(Math.max(failed.afterMs(), backoff(failures)));
          }
          case Outcome.MinuteFull full -> {
            gate.minuteFull(full.restMs());
            if (stalled()) {
              return finished(full.attempt(), Optional.empty(), attempts);
            }
          }
          case Outcome.TooManyAtOnce many -> {
            gate.tooManyAtOnce();
            if (stalled()) {
              return finished(many.attempt(), Optional.empty(), attempts);
            }
            Thread.sleep(Math.max(many.afterMs(), backoff(attempts.size())));
          }
          case Outcome.Unreachable gone -> {
            boolean again =
                retry.retries() > 0 && retry.statuses().contains(gone.attempt().status());
            if (!again || !gate.unreachable()) {
              unreachable = again ? gone.attempt().error() : "";
              return finished(gone.attempt(), Optional.empty(), attempts);
            }
          }
          case Outcome.ActionGone gone -> {
            if (failures++ >= retry.retries() || !invoker.bringBack(gone.attempt())) {
              breakAtFirst(gone.why());
              return finished(gone.attempt(), Optional.empty(), attempts);
            }
          }
          case Outcome.Fatal fatal -> {
            breakAtFirst(fatal.why());
            return finished(fatal.attempt(), Optional.empty(), attempts);
          }
        }
      }
    } catch (InterruptedException e) {
      return new ActionResult(i, Optional.empty(), Status.CANCELLED, "the run was ended", attempts);
    }
  }

  /** A number that is left for {@code --resume}, as the server has been away for too long. */
  private ActionResult untried(int i) {
    List<Attempt> earlier = remaining.earlier().getOrDefault(i, List.of());
    String why = "not tried: " + unreachable;
    return new ActionResult(i, Optional.empty(), Status.CANCELLED, why, earlier);
  }

  /** Later it may be an accident of one number; at first it is the fate of all. */
  private void breakAtFirst(WhiskException why) {
    if (done.get() == 0) {
      events.accept(new Event.Broken(why));
    }
  }

  private Outcome attempt(Flight flight, List<Attempt> attempts) throws InterruptedException {
    gate.enter();
    inFlight.incrementAndGet();
    try {
      Outcome outcome = invoker.attempt(flight.i(), flight.nextAttempt());
      if (!(outcome instanceof Outcome.Unreachable)) {
        gate.reached();
      }
      Attempt attempt = outcome.attempt();
      if (attempt.status() == Status.CANCELLED && flight.isOver()) {
        attempt = attempt.because(Attempt.OVERTAKEN);
      }
      attempts.add(attempt);
      events.accept(new Event.Attempted(attempt, outcome instanceof Outcome.Final));
      return outcome;
    } finally {
      inFlight.decrementAndGet();
      gate.leave();
    }
  }

  /** Nothing is sent, so neither throttle counts it. */
  private Outcome attach(Accepted running, List<Attempt> attempts) throws InterruptedException {
    inFlight.incrementAndGet();
    Outcome outcome;
    try {
      outcome = invoker.attach(running);
    } finally {
      inFlight.decrementAndGet();
    }
    attempts.removeIf(a -> a.attempt() == running.attempt());
    attempts.add(outcome.attempt());
    events.accept(new Event.Attempted(outcome.attempt(), outcome instanceof Outcome.Final));
    return outcome;
  }

  private ActionResult finished(Attempt last, Optional<JsonNode> value, List<Attempt> attempts) {
    if (value.isPresent()) {
      gate.wentWell();
      done.incrementAndGet();
      lastProgressNanos = System.nanoTime();
    }
    return new ActionResult(last.i(), value, last.status(), last.error(), attempts);
  }

  private boolean stalled() {
    return System.nanoTime() - lastProgressNanos > STALL_NANOS;
  }

  /** Full jitter over a doubling span, so that many that failed at once do not return at once. */
  private static long backoff(int failures) {
    long span = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS << Math.min(failures - 1, 10));
    return ThreadLocalRandom.current().nextLong(span / 2, span + 1);
  }
}
