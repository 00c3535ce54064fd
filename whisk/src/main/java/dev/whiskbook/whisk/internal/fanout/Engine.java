package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Rest;

/** Runs fan-outs. */
public final class Engine {
  private Engine() {}

  /** Makes the arguments and asks for the limits, no more. */
  public static Plan plan(Rest rest, FanOutSettings settings, int n) {
    Limits limits = rest.limits();
    try (Payloads payloads = payloads(settings, n, limits)) {
      return plan(settings, payloads, n, limits);
    }
  }

  /** Runs one. */
  public static Run run(Rest rest, FanOutSettings settings, int n) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Plan plan = plan(rest, settings, n);
    throw new UnsupportedOperationException("The engine lands next: " + plan);
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
}
