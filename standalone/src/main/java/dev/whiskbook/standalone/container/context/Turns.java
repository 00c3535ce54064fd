package dev.whiskbook.standalone.container.context;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private static final class Wanted {
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
  }

  private final long patienceNanos;
  private final int atOnce;
  private final ReentrantLock lock = new ReentrantLock(); // guards both lists
  private final SequencedSet<Turn> held = new LinkedHashSet<>(); // longest held first

  /** Who comes first is given the next turn, so that none can be overtaken on its way to it. */
  private final SequencedSet<Wanted> waiting = new LinkedHashSet<>();

  Turns(int atOnce, Duration patience) {
    this.atOnce = atOnce;
    this.patienceNanos = patience.toNanos();
  }

  /** Waits for a turn, which must be ended. */
  Turn begin() throws InterruptedException {
    var wanted = new Wanted();
    lock.lock();
    try {
      waiting.addLast(wanted);
      giveOut();
    } finally {
      lock.unlock();
    }
    while (!wanted.turn.isDone()) {
      await(wanted);
    }
    return wanted.turn.join();
  }

  /** Ends a turn, whether its claim still held or not. */
  void end(Turn turn) {
    lock.lock();
    try {
      held.remove(turn);
      giveOut();
    } finally {
      lock.unlock();
    }
  }

  private void await(Wanted wanted) throws InterruptedException {
    try {
      wanted.turn.get(patienceLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      passOverTheOldest();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A turn never fails to come", e);
    } catch (InterruptedException e) {
      giveUp(wanted);
      throw e;
    }
  }

  /** With who has held a turn longest, if anybody holds one. */
  private long patienceLeft() {
    lock.lock();
    try {
      return held.isEmpty()
          ? patienceNanos
          : held.getFirst().sinceNanos + patienceNanos - System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  private void passOverTheOldest() {
    lock.lock();
    try {
      if (patienceLeft() <= 0) {
        held.removeFirst();
      }
      giveOut();
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(Wanted wanted) {
    lock.lock();
    try {
      waiting.remove(wanted);
      if (wanted.turn.isDone()) {
        held.remove(wanted.turn.join());
      }
      giveOut();
    } finally {
      lock.unlock();
    }
  }

  private void giveOut() {
    while (held.size() < atOnce && !waiting.isEmpty()) {
      var turn = new Turn();
      held.addLast(turn);
      waiting.removeFirst().turn.complete(turn);
    }
  }
}
