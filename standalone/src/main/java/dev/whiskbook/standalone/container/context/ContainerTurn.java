package dev.whiskbook.standalone.container.context;

/**
 * The turn of one container: taken for its activations, given up while all of them wait. The
 * threads of the activations and that of the container use it.
 */
final class ContainerTurn {
  private final Turns turns;
  private Turns.Turn held; // guarded by this, as is active
  private int active;

  ContainerTurn(Turns turns) {
    this.turns = turns;
  }

  /** Waits for a turn for an activation; beside another one it shares that one's. */
  void begin() throws InterruptedException {
    synchronized (this) {
      if (active > 0) {
        active++;
        return;
      }
    }
    Turns.Turn turn = turns.begin();
    synchronized (this) {
      active++;
      hold(turn);
    }
  }

  /** The activations are going to wait for something else than a processor. */
  synchronized void pause() {
    if (held != null) {
      turns.end(held);
      held = null;
    }
  }

  /** Waits for a turn to go on with, if it was given up. */
  void resume() throws InterruptedException {
    synchronized (this) {
      if (active == 0 || held != null) {
        return;
      }
    }
    Turns.Turn turn = turns.begin();
    synchronized (this) {
      hold(turn);
    }
  }

  /** An activation has ended, in time or not. */
  synchronized void end() {
    active--;
    if (active == 0) {
      pause();
    }
  }

  private void hold(Turns.Turn turn) {
    if (active > 0 && held == null) {
      held = turn;
    } else {
      turns.end(turn);
    }
  }
}
