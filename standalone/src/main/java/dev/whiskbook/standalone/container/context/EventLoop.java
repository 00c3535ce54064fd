package dev.whiskbook.standalone.container.context;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The work of one context, one piece after the other on the container's thread: what comes from
 * other threads, and timers as they fall due. Promise jobs need no place here: GraalJS runs them
 * whenever a call from Java returns. Without an activation nothing but tasks runs, as in a
 * container that is paused: late timers wait for the next one.
 */
final class EventLoop {
  private record Timer(
      long id, long dueNanos, long sequence, long periodNanos, Runnable callback) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::sequence));
  private final Map<Long, Timer> active = new HashMap<>();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final ContainerTurn turn;
  private long lastId;
  private long lastSequence;

  /**
   * @param turn given up while nothing is due
   */
  EventLoop(ContainerTurn turn) {
    this.turn = turn;
  }

  /** Has the container's thread do something, soon; from any thread. */
  void submit(Runnable task) {
    tasks.add(task);
  }

  /** Has {@code callback} called after {@code delayMs}, once or again and again. */
  long schedule(Runnable callback, long delayMs, boolean repeat) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(delayMs);
    add(++lastId, nanos, repeat ? nanos : 0, callback);
    return lastId;
  }

  void cancel(long id) {
    Timer timer = active.remove(id);
    if (timer != null) {
      timers.remove(timer);
    }
  }

  /**
   * Works until the thread is interrupted. An activation that waits for nothing waits for its time
   * limit: it hangs in Node.js too.
   *
   * @param hasActivation tells if one runs
   */
  void run(BooleanSupplier hasActivation) throws InterruptedException {
    while (true) {
      next(hasActivation.getAsBoolean()).run();
    }
  }

  private Runnable next(boolean timersRun) throws InterruptedException {
    Runnable task = tasks.poll();
    if (task != null) {
      return task;
    }
    Timer timer = timersRun ? timers.peek() : null;
    long waitNanos = timer == null ? Long.MAX_VALUE : timer.dueNanos - System.nanoTime();
    if (waitNanos > 0) {
      turn.pause();
      task = timer == null ? tasks.take() : tasks.poll(waitNanos, TimeUnit.NANOSECONDS);
      turn.resume();
    }
    return task != null ? task : this::fire;
  }

  private void fire() {
    Timer timer = timers.remove();
    active.remove(timer.id);
    if (timer.periodNanos > 0) {
      add(timer.id, timer.periodNanos, timer.periodNanos, timer.callback);
    }
    timer.callback.run();
  }

  private void add(long id, long delayNanos, long periodNanos, Runnable callback) {
    var timer =
        new Timer(id, System.nanoTime() + delayNanos, ++lastSequence, periodNanos, callback);
    active.put(id, timer);
    timers.add(timer);
  }
}
