package dev.whiskbook.whisk.internal.fanout;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One action number on its way: on the thread of its worker, and on that of a second attempt if it
 * is a straggler. Whichever is over first decides it, and the other one is interrupted.
 */
final class Flight {
  private final int i;
  private final Thread first = Thread.currentThread();
  private final long startNanos = System.nanoTime();
  private final AtomicInteger attempts;
  // Guarded by this.
  private Thread second;
  private boolean over;

  /**
   * Begins on the current thread.
   *
   * @param attemptsBefore how many attempts an earlier program made
   */
  Flight(int i, int attemptsBefore) {
    this.i = i;
    this.attempts = new AtomicInteger(attemptsBefore);
  }

  int i() {
    return i;
  }

  long startNanos() {
    return startNanos;
  }

  /** The number of the attempt that begins now, from 1. */
  int nextAttempt() {
    return attempts.incrementAndGet();
  }

  /** A second attempt begins on the current thread; false if it is too late for one. */
  synchronized boolean beginSecond() {
    if (over || second != null) {
      return false;
    }
    second = Thread.currentThread();
    return true;
  }

  synchronized boolean hasSecond() {
    return second != null;
  }

  synchronized boolean isOver() {
    return over;
  }

  /**
   * The current thread has come to an end of it.
   *
   * @return whether it was the first to, so that its end counts
   */
  synchronized boolean end() {
    boolean isFirst = Thread.currentThread() == first;
    if (over) {
      Thread.interrupted(); // we were interrupted as the slower one, and have other numbers to do
      return false;
    }
    over = true;
    Thread other = isFirst ? second : first;
    if (other != null) {
      other.interrupt();
    }
    return true;
  }
}
