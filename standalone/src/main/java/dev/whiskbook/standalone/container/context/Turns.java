package dev.whiskbook.standalone.container.context;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which containers compute now: about as many as the machine has processors, first come, first
 * served. With more, each would have a small share of a processor, and so would the compiler that
 * makes their code fast: sixteen contexts on two processors kept a loop in the interpreter for more
 * than a minute that takes a second once compiled.
 *
 * <p>A container gives its turn up while it waits for a timer. One that keeps it for longer than
 * the patience of those who wait loses its claim to it and goes on beside the others, so that
 * endless loops hold nobody up for ever.
 */
final class Turns {

  /** A claim to a processor. */
  static final class Turn {
    private final long sinceNanos = System.nanoTime();

    private Turn() {}
  }

  private final long patienceNanos;
  private final ReentrantLock lock = new ReentrantLock(true); // fair: first come, first served
  private final Condition freed = lock.newCondition();
  private final SequencedSet<Turn> held = new LinkedHashSet<>(); // longest held first
  private final int atOnce;

  Turns(int atOnce, Duration patience) {
    this.atOnce = atOnce;
    this.patienceNanos = patience.toNanos();
  }

  /** Waits for a turn, which must be ended. */
  Turn begin() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (held.size() >= atOnce) {
        long left = held.getFirst().sinceNanos + patienceNanos - System.nanoTime();
        if (left <= 0) {
          held.removeFirst();
        } else {
          freed.awaitNanos(left);
        }
      }
      var turn = new Turn();
      held.addLast(turn);
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a turn, whether its claim still held or not. */
  void end(Turn turn) {
    lock.lock();
    try {
      if (held.remove(turn)) {
        freed.signal();
      }
    } finally {
      lock.unlock();
    }
  }
}
