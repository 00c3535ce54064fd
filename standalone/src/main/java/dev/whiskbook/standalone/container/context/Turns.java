package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.container.Deadlines;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which containers compute now: about as many as the machine has processors, first come, first
 * served. With more, each would have a small share of a processor, and so would the compiler that
 * makes their code fast: sixteen contexts on two processors kept a loop in the interpreter for more
 * than a minute that takes a second once compiled.
 *
 * <p>A container gives its turn up while it waits for a timer. One that keeps it for longer than
 * the patience allows loses its claim to it and goes on beside the others, so that endless loops
 * hold nobody up for ever.
 */
final class Turns {

  /** A claim to a processor. */
  final class Turn {
    private final Deadlines.Deadline limit = Deadlines.in(patience, () -> free(this));

    private Turn() {}
  }

  private final int atOnce;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock(); // guards both
  private final Set<Turn> held = new HashSet<>();

  /** Who comes first is given the next turn, so that none can be overtaken on its way to it. */
  private final Queue<CompletableFuture<Turn>> waiting = new ArrayDeque<>();

  /**
   * @param patience how long a turn counts as held at most
   */
  Turns(int atOnce, Duration patience) {
    this.atOnce = atOnce;
    this.patience = patience;
  }

  /** A turn, at once or when one is free; it must be ended. */
  CompletableFuture<Turn> begin() {
    var wanted = new CompletableFuture<Turn>();
    lock.lock();
    try {
      waiting.add(wanted);
    } finally {
      lock.unlock();
    }
    giveOut();
    return wanted;
  }

  /** Ends a turn, whether its claim still held or not. */
  void end(Turn turn) {
    turn.limit.cancel();
    free(turn);
  }

  /** Nobody wants it any more, whether it has come or not. */
  void giveUp(CompletableFuture<Turn> wanted) {
    if (!wanted.cancel(false)) {
      end(wanted.join());
    }
  }

  private void free(Turn turn) {
    lock.lock();
    try {
      held.remove(turn);
    } finally {
      lock.unlock();
    }
    giveOut();
  }

  /** Without the lock: whoever is given a turn goes on at once, on this thread. */
  private void giveOut() {
    while (true) {
      CompletableFuture<Turn> first;
      Turn turn;
      lock.lock();
      try {
        if (held.size() == atOnce || waiting.isEmpty()) {
          return;
        }
        first = waiting.remove();
        turn = new Turn();
        held.add(turn);
      } finally {
        lock.unlock();
      }
      if (!first.complete(turn)) {
        end(turn); // given up
      }
    }
  }
}
