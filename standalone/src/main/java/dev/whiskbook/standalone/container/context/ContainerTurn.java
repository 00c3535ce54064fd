package dev.whiskbook.standalone.container.context;

/**
 * The turn of one container: taken for an activation, given up while the activation waits. The
 * thread of the activation and that of the container both use it.
 */
final class ContainerTurn {
  private final Turns turns;
  private Turns.Turn held; // guarded by this, as is active
  private boolean active;

  ContainerTurn(Turns turns) {
    this.turns = turns;
  }

  /** Waits for a turn for an activation. */
  void begin() throws InterruptedException {
    Turns.Turn turn = turns.begin();
    synchronized (this) {
      held = turn;
      active = true;
    }
  }

  /** The activation is going to wait for something else than a processor. */
  synchronized void pause() {
    if (held != null) {
      turns.end(held);
      held = null;
    }
  }

  /** Waits for a turn to go on with. */
  void resume() throws InterruptedException {
    Turns.Turn turn = turns.begin();
    synchronized (this) {
      if (active) {
        held = turn;
      } else {
        turns.end(turn);
      }
    }
  }

  /** The activation has ended, in time or not. */
  synchronized void end() {
    active = false;
    pause();
  }
}
