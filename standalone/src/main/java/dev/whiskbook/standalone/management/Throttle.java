package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.Ticket;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.http.ApiException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a namespace may ask for in a minute and at once, after {@code RateThrottler.scala} and
 * {@code ActivationThrottler.scala}. Minutes are those of the clock, and refused requests count
 * too.
 */
public final class Throttle {
  /**
   * How much of each.
   *
   * @param invocationsPerMinute invocations of actions that may begin in one minute
   * @param concurrentInvocations invocations that may be under way at once
   * @param firesPerMinute triggers that may be fired in one minute
   * @param retryAfter true if refusals say when to come again, which OpenWhisk's do not
   */
  public record Limits(
      int invocationsPerMinute, int concurrentInvocations, int firesPerMinute, boolean retryAfter) {
    /** More than a server could begin in a minute. */
    public static final int UNREACHED = 1_000_000_000;

    /**
     * An embedded server is its user's own, so by default nothing is throttled: the pool's memory
     * is the limit that counts.
     */
    public static final Limits NONE = new Limits(UNREACHED, 100_000, UNREACHED, false);
  }

  private static final long MINUTE_MS = 60_000;

  private static final class Window {
    private long minute;
    private int count;

    synchronized int next(long now) {
      if (now != minute) {
        minute = now;
        count = 0;
      }
      return ++count;
    }
  }

  private static final class Usage {
    private final Window invocations = new Window();
    private final Window fires = new Window();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Smoothed time that an invocation takes, in milliseconds. */
    private final AtomicLong serviceTimeMs = new AtomicLong();

    void ended(long tookMs) {
      inFlight.decrementAndGet();
      serviceTimeMs.updateAndGet(mean -> mean + (tookMs - mean) / 8);
    }
  }

  private final Limits limits;
  private final LongSupplier clockMs;
  private volatile boolean draining;
  private final ConcurrentHashMap<String, Usage> byNamespace = new ConcurrentHashMap<>();

  public Throttle(Limits limits) {
    this(limits, System::currentTimeMillis);
  }

  /**
   * Throttles by another clock than the machine's.
   *
   * @param clockMs milliseconds since the epoch
   */
  public Throttle(Limits limits, LongSupplier clockMs) {
    this.limits = limits;
    this.clockMs = clockMs;
  }

  /** The limits that every namespace has. */
  public Limits limits() {
    return limits;
  }

  /**
   * Starts an invocation and counts it as under way until it has ended.
   *
   * @throws ApiException with status 429 and OpenWhisk's words if it is one too many, or whatever
   *     {@code start} throws
   */
  public Ticket admit(String namespace, Supplier<Ticket> start) {
    if (draining) {
      throw ApiException.of(503, "The server is stopping: it takes no more invocations.");
    }
    Usage usage = usage(namespace);
    requireRate(usage.invocations, limits.invocationsPerMinute);
    int inFlight = usage.inFlight.getAndIncrement();
    if (inFlight >= limits.concurrentInvocations) {
      usage.inFlight.decrementAndGet();
      throw throttled(
          "Too many concurrent requests in flight (count: %d, allowed: %d)."
              .formatted(inFlight, limits.concurrentInvocations),
          usage.serviceTimeMs.get() / Math.max(1, inFlight));
    }
    long startMs = clockMs.getAsLong();
    try {
      Ticket ticket = start.get();
      // Whoever waits for the record may come again at once, and must not be counted twice then.
      var over = new CompletableFuture<Activation>();
      var _ =
          ticket
              .record()
              .whenComplete(
                  (record, e) -> {
                    ended(usage, clockMs.getAsLong() - startMs);
                    pass(over, record, e);
                  });
      return ticket.until(over);
    } catch (RuntimeException e) {
      usage.inFlight.decrementAndGet();
      throw e;
    }
  }

  private static void pass(CompletableFuture<Activation> on, Activation record, Throwable e) {
    switch (e) {
      case null -> on.complete(record);
      case CancellationException _ -> on.cancel(false);
      default -> on.completeExceptionally(e);
    }
  }

  private void ended(Usage usage, long tookMs) {
    usage.ended(tookMs);
    if (draining) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Takes no more invocations and waits for those under way.
   *
   * @return false if some are not over after {@code limit}
   */
  public synchronized boolean drain(Duration limit) throws InterruptedException {
    draining = true;
    long deadline = System.nanoTime() + limit.toNanos();
    while (byNamespace.values().stream().anyMatch(u -> u.inFlight.get() > 0)) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  /**
   * Counts a fire of a trigger.
   *
   * @throws ApiException with status 429 and OpenWhisk's words if it is one too many
   */
  public void fire(String namespace) {
    requireRate(usage(namespace).fires, limits.firesPerMinute);
  }

  private void requireRate(Window window, int allowed) {
    long nowMs = clockMs.getAsLong();
    int count = window.next(Math.floorDiv(nowMs, MINUTE_MS));
    if (count > allowed) {
      throw throttled(
          "Too many requests in the last minute (count: %d, allowed: %d)."
              .formatted(count, allowed),
          MINUTE_MS - Math.floorMod(nowMs, MINUTE_MS));
    }
  }

  private ApiException throttled(String why, long waitMs) {
    ApiException refusal = ApiException.of(429, why);
    return limits.retryAfter
        ? refusal.with("Retry-After", Long.toString(Math.max(1, Math.ceilDiv(waitMs, 1000L))))
        : refusal;
  }

  private Usage usage(String namespace) {
    return byNamespace.computeIfAbsent(namespace, n -> new Usage());
  }
}
