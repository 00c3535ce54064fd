package dev.whiskbook.standalone.container.context;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Value;

/**
 * The timers of one context. Only the container's thread uses it. Promise jobs need no place here:
 * GraalJS runs them whenever a call from Java returns.
 */
final class EventLoop {
  private record Timer(long id, long dueNanos, long sequence, long periodNanos, Value callback) {}

  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::sequence));
  private final Map<Long, Timer> active = new HashMap<>();
  private final ContainerTurn turn;
  private long lastId;
  private long lastSequence;

  /**
   * @param turn given up while nothing is due
   */
  EventLoop(ContainerTurn turn) {
    this.turn = turn;
  }

  /** Has {@code callback} called after {@code delayMs}, once or again and again. */
  long schedule(Value callback, long delayMs, boolean repeat) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(delayMs);
    add(++lastId, nanos, repeat ? nanos : 0, callback);
    return lastId;
  }

  void cancel(long id) {
    Timer timer = active.remove(id);
    if (timer != null) {
      queue.remove(timer);
    }
  }

  /**
   * Calls timers as they fall due until {@code done}. With no timer left and nothing done it waits
   * for the interrupt that the action's time limit sends: such an action hangs in Node.js too.
   */
  void runUntil(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      Timer next = queue.peek();
      if (next == null) {
        turn.pause();
        new CountDownLatch(1).await();
        return;
      }
      long wait = next.dueNanos - System.nanoTime();
      if (wait > 0) {
        turn.pause();
        TimeUnit.NANOSECONDS.sleep(wait);
        turn.resume();
      }
      fire(queue.remove());
    }
  }

  private void fire(Timer timer) {
    active.remove(timer.id);
    if (timer.periodNanos > 0) {
      add(timer.id, timer.periodNanos, timer.periodNanos, timer.callback);
    }
    timer.callback.executeVoid();
  }

  private void add(long id, long delayNanos, long periodNanos, Value callback) {
    var timer =
        new Timer(id, System.nanoTime() + delayNanos, ++lastSequence, periodNanos, callback);
    active.put(id, timer);
    queue.add(timer);
  }
}
