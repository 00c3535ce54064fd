package dev.whiskbook.whisk.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;

/**
 * Breaks off calls that take too long, of which it looks through all at once, now and then: a call
 * that ends in time, as nearly all do, costs no timer. Safe for use by several threads.
 */
final class CallTimer implements AutoCloseable {
  private final long tickMs;
  private final Set<Limit> running = ConcurrentHashMap.newKeySet();
  // Whether a look is due; without calls there is none.
  private final AtomicBoolean due = new AtomicBoolean();
  // A call that begins when this was closed goes without a limit.
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofVirtual().name("whisk time limits").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Begins with no call.
   *
   * @param tick how often it looks, and so how much later than its limit a call may end
   */
  CallTimer(Duration tick) {
    this.tickMs = tick.toMillis();
  }

  /** A call begins. */
  Limit begin(Call call, Duration limit) {
    Limit begun = new Limit(call, limit);
    running.add(begun);
    lookSoon();
    return begun;
  }

  private void lookSoon() {
    if (due.compareAndSet(false, true)) {
      var _ = clock.schedule(this::look, tickMs, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    long now = System.nanoTime();
    running.forEach(limit -> limit.check(now));
    due.set(false);
    if (!running.isEmpty()) {
      lookSoon();
    }
  }

  /** Calls that are still running are left to themselves. */
  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** One call's time; to be closed when the call is over. */
  final class Limit implements AutoCloseable {
    private final Call call;
    private volatile long endNanos;
    private volatile boolean expired;

    private Limit(Call call, Duration limit) {
      this.call = call;
      set(limit);
    }

    /** From now on the call has so much time. */
    void set(Duration limit) {
      endNanos = System.nanoTime() + limit.toNanos();
    }

    /** Whether it was broken off. */
    boolean hasExpired() {
      return expired;
    }

    private void check(long now) {
      if (!expired && now - endNanos > 0) {
        expired = true;
        call.cancel();
      }
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }
}
