package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Deployment;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Rest;
import dev.whiskbook.whisk.js.JsException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Plans and runs one fan-out. */
public final class Engine {
  // Beyond the action's own time: log collection and the write to the database, then some.
  private static final long RECORD_PATIENCE_MS = 60_000;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Rest rest;
  private final FanOutSettings settings;
  private final int n;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  /** A fan-out of n actions; its time begins now. */
  public Engine(Rest rest, FanOutSettings settings, int n) {
    this.rest = rest;
    this.settings = settings;
    this.n = n;
  }

  /** Makes the arguments and asks for the limits, no more. */
  public Plan plan() {
    Limits limits = rest.limits();
    try (Payloads payloads = payloads(limits)) {
      return plan(payloads, limits);
    }
  }

  /** Plans, deploys, fires and gathers. */
  public Run run() throws InterruptedException {
    try {
      return planAndFire();
    } catch (WhiskException | JsException e) {
      // Interrupted before the first invocation: in a request, or in JavaScript that makes args.
      if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
        throw interrupted(IntStream.range(0, n).mapToObj(Execution::notRun).toList(), e);
      }
      throw e;
    }
  }

  private Run planAndFire() throws InterruptedException {
    Rest.Terms terms = rest.terms();
    try (Payloads payloads = payloads(terms.limits())) {
      Plan plan = plan(payloads, terms.limits());
      settings.listener().planned(plan);
      // An action that is there already may take as long as any is allowed to.
      int timeoutMs = settings.action().map(this::deploy).orElse(terms.limits().maxTimeoutMs());
      LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
      long offsetMs = terms.clockOffsetMs();
      Gate gate = new Gate(plan.concurrency(), plan.invocationsPerMinute(), offsetMs, events::add);
      long patienceMs = timeoutMs + RECORD_PATIENCE_MS;
      try (LateSet late = new LateSet(rest, settings.name(), patienceMs, offsetMs)) {
        Invoker invoker = new Invoker(rest, settings.name(), payloads, late, terms.shiftMs());
        return run(new Execution(settings, plan, invoker, gate, events));
      }
    }
  }

  private Run run(Execution execution) throws InterruptedException {
    try {
      execution.run();
    } catch (InterruptedException e) {
      throw interrupted(execution.results(), e);
    }
    return ended(execution.results());
  }

  private FanOutInterrupted interrupted(List<ActionResult> results, Exception cause) {
    FanOutInterrupted interrupted = new FanOutInterrupted(ended(results));
    interrupted.initCause(cause);
    return interrupted;
  }

  private Run ended(List<ActionResult> results) {
    return new Run(
        "%s-%04x".formatted(RUN_ID.format(start), ThreadLocalRandom.current().nextInt(1 << 16)),
        settings.name(),
        rest.target().name(),
        n,
        settings.seed(),
        start,
        Duration.ofNanos(System.nanoTime() - startNanos),
        results);
  }

  /** The action's time limit in ms. */
  private int deploy(Action action) {
    Deployment deployment = rest.deploy(action);
    settings.listener().deployed(deployment);
    return deployment.action().timeoutMs();
  }

  private Payloads payloads(Limits limits) {
    return Payloads.make(settings.args(), settings.seed(), n, limits.maxParameterBytes());
  }

  private Plan plan(Payloads payloads, Limits limits) {
    int wanted = settings.concurrency().orElse(Http.MAX_CONNECTIONS);
    int allowed = Math.max(1, limits.concurrentInvocations());
    int concurrency = Math.min(n, Math.min(wanted, allowed));
    int perMinute = Math.max(1, limits.invocationsPerMinute());
    return new Plan(
        settings.name(),
        n,
        concurrency,
        Math.ceilDiv(n, concurrency),
        payloads.totalBytes(),
        payloads.maxBytes(),
        perMinute,
        Math.ceilDiv(n, perMinute) - 1);
  }
}
