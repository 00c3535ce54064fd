package dev.whiskbook.standalone.control;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.entity.WhiskAction;

/**
 * A share of the pool's memory with the container that lives in it. Its state belongs to the pool
 * and changes under the pool's lock only; the container belongs to the activation that holds the
 * slot.
 */
public final class Slot {
  private final WhiskAction action;
  private ContainerState state = ContainerState.STARTING;
  private long idleSinceNanos;
  private volatile Container container;

  Slot(WhiskAction action) {
    this.action = action;
  }

  /** The container in it. */
  public Container container() {
    return container;
  }

  void place(Container made) {
    container = made;
  }

  int memoryMb() {
    return action.limits().memoryMb();
  }

  /**
   * OpenWhisk matches on namespace, action and revision; our revisions are unique in the server.
   */
  boolean serves(WhiskAction wanted) {
    return action.revision() == wanted.revision();
  }

  boolean isStarting() {
    return state == ContainerState.STARTING;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void become(ContainerState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("A container cannot go from " + state + " to " + next + ".");
    }
    state = next;
    if (next == ContainerState.IDLE) {
      idleSinceNanos = System.nanoTime();
    }
  }
}
