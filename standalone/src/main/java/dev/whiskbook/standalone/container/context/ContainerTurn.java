package dev.whiskbook.standalone.container.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The turn of one container: taken for its activations, given up while all of them wait. The
 * threads of the activations and that of the container use it. A turn is ended without holding a
 * lock, since whoever is given it next goes on at once.
 */
final class ContainerTurn {
  private final Turns turns;
  private Turns.Turn held; // guarded by this, as is active
  private int active;

  ContainerTurn(Turns turns) {
    this.turns = turns;
  }

  /** A turn for an activation, at once or later; beside another one it shares that one's. */
  CompletableFuture<Void> begin() {
    synchronized (this) {
      if (active > 0) {
        active++;
        return CompletableFuture.completedFuture(null);
      }
    }
    return turns.begin().thenAccept(this::enter);
  }

  private void enter(Turns.Turn turn) {
    synchronized (this) {
      active++;
    }
    hold(turn);
  }

  /** The activations are going to wait for something else than a processor. */
  void pause() {
    Turns.Turn given;
    synchronized (this) {
      given = held;
      held = null;
    }
    if (given != null) {
      turns.end(given);
    }
  }

  /** Waits for a turn to go on with, if it was given up. */
  void resume() throws InterruptedException {
    synchronized (this) {
      if (active == 0 || held != null) {
        return;
      }
    }
    CompletableFuture<Turns.Turn> turn = turns.begin();
    try {
      hold(turn.get());
    } catch (InterruptedException e) {
      turns.giveUp(turn);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A turn never fails to come", e);
    }
  }

  /** An activation has ended, in time or not. */
  void end() {
    boolean last;
    synchronized (this) {
      active--;
      last = active == 0;
    }
    if (last) {
      pause();
    }
  }

  private void hold(Turns.Turn turn) {
    synchronized (this) {
      if (active > 0 && held == null) {
        held = turn;
        return;
      }
    }
    turns.end(turn);
  }
}
