package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Deployment;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Rest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Plans and runs fan-outs. */
public final class Engine {
  private static final int DEFAULT_TIMEOUT_MS = 60_000;
  // Beyond the action's own time: log collection and the write to the database, then some.
  private static final long RECORD_PATIENCE_MS = 60_000;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private Engine() {}

  /** Makes the arguments and asks for the limits, no more. */
  public static Plan plan(Rest rest, FanOutSettings settings, int n) {
    Limits limits = rest.limits();
    try (Payloads payloads = payloads(settings, n, limits)) {
      return plan(settings, payloads, n, limits);
    }
  }

  /** Plans, deploys, fires and gathers. */
  public static Run run(Rest rest, FanOutSettings settings, int n) throws InterruptedException {
    Instant start = Instant.now();
    long startNanos = System.nanoTime();
    Rest.Terms terms = rest.terms();
    try (Payloads payloads = payloads(settings, n, terms.limits())) {
      Plan plan = plan(settings, payloads, n, terms.limits());
      settings.listener().planned(plan);
      int timeoutMs = deploy(rest, settings);
      Function<List<ActionResult>, Run> ended =
          results ->
              new Run(
                  id(start),
                  settings.name(),
                  rest.target().name(),
                  n,
                  settings.seed(),
                  start,
                  Duration.ofNanos(System.nanoTime() - startNanos),
                  results);
      return ended.apply(execute(rest, settings, terms, plan, payloads, timeoutMs, ended));
    }
  }

  private static List<ActionResult> execute(
      Rest rest,
      FanOutSettings settings,
      Rest.Terms terms,
      Plan plan,
      Payloads payloads,
      int timeoutMs,
      Function<List<ActionResult>, Run> ended)
      throws InterruptedException {
    LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    long offsetMs = terms.clockOffsetMs();
    Gate gate = new Gate(plan.concurrency(), plan.invocationsPerMinute(), offsetMs, events::add);
    long patienceMs = timeoutMs + RECORD_PATIENCE_MS;
    try (LateSet late = new LateSet(rest, settings.name(), patienceMs, offsetMs)) {
      Invoker invoker = new Invoker(rest, settings.name(), payloads, late, terms.shiftMs());
      Execution execution = new Execution(settings, plan, invoker, gate, events);
      try {
        execution.run();
      } catch (InterruptedException e) {
        FanOutInterrupted interrupted = new FanOutInterrupted(ended.apply(execution.results()));
        interrupted.initCause(e);
        throw interrupted;
      }
      return execution.results();
    }
  }

  /** The action's time limit in ms. */
  private static int deploy(Rest rest, FanOutSettings settings) {
    if (settings.action().isEmpty()) {
      return DEFAULT_TIMEOUT_MS;
    }
    Deployment deployment = rest.deploy(settings.action().get());
    settings.listener().deployed(deployment);
    return deployment.action().timeoutMs();
  }

  private static Payloads payloads(FanOutSettings settings, int n, Limits limits) {
    return Payloads.make(settings.args(), settings.seed(), n, limits.maxParameterBytes());
  }

  private static Plan plan(FanOutSettings settings, Payloads payloads, int n, Limits limits) {
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

  private static String id(Instant start) {
    return "%s-%04x".formatted(RUN_ID.format(start), ThreadLocalRandom.current().nextInt(1 << 16));
  }
}
