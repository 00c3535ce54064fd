package dev.whiskbook.standalone.control;

import static dev.whiskbook.standalone.control.ContainerState.BUSY;
import static dev.whiskbook.standalone.control.ContainerState.IDLE;
import static dev.whiskbook.standalone.control.ContainerState.REMOVING;
import static dev.whiskbook.standalone.control.ContainerState.STARTING;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.entity.WhiskAction;

/**
 * A share of an invoker's memory with the container that lives in it, for one revision of an
 * action. Its own lock guards its state, so that the data plane can enter and leave a warm
 * container without asking the control plane.
 */
public final class Slot {
  private final WhiskAction action;
  private final int invoker;
  private final int capacity;
  private ContainerState state = STARTING;
  private int active = 1; // the activation that it is started for
  private long activations;
  private long idleSinceNanos;
  private volatile Container container;

  Slot(WhiskAction action, int invoker) {
    this.action = action;
    this.invoker = invoker;
    this.capacity = action.limits().concurrency();
  }

  /** The container in it; null until it is made. */
  public Container container() {
    return container;
  }

  public WhiskAction action() {
    return action;
  }

  /** The number of its invoker, from 0. */
  public int invoker() {
    return invoker;
  }

  void place(Container made) {
    container = made;
  }

  int memoryMb() {
    return action.limits().memoryMb();
  }

  /**
   * The container is initialised and may take others beside its first activation; false if that is
   * known already.
   */
  public synchronized boolean started() {
    if (state != STARTING) {
      return false;
    }
    become(BUSY);
    return true;
  }

  /** Takes one more activation in; false if it is full, or taken away meanwhile. */
  public synchronized boolean enter() {
    if (!hasRoom()) {
      return false;
    }
    if (state == IDLE) {
      become(BUSY);
    }
    active++;
    return true;
  }

  /** True if one more activation may enter. */
  public synchronized boolean hasRoom() {
    return state == IDLE || (state == BUSY && active < capacity);
  }

  /** True if the control plane has taken it away, for good. */
  public synchronized boolean isGone() {
    return state == REMOVING || state == ContainerState.REMOVED;
  }

  /** Lets an activation out; true if only now others can come in. */
  public synchronized boolean leave() {
    activations++;
    boolean wasFull = active == capacity;
    active--;
    if (state == BUSY && active == 0) {
      become(IDLE);
      idleSinceNanos = System.nanoTime();
    }
    return wasFull && hasRoom();
  }

  /** Takes it away if nobody is in it. */
  synchronized boolean collect() {
    return state == IDLE && remove();
  }

  /** Takes it away, whoever is in it; false if that has happened before. */
  synchronized boolean remove() {
    if (!state.mayBecome(REMOVING)) {
      return false;
    }
    become(REMOVING);
    return true;
  }

  synchronized void removed() {
    become(ContainerState.REMOVED);
  }

  /** Since when it is idle, by {@link System#nanoTime}; {@link Long#MAX_VALUE} if it is not. */
  synchronized long idleSinceNanos() {
    return state == IDLE ? idleSinceNanos : Long.MAX_VALUE;
  }

  /** What it is like now. */
  public synchronized ContainerSnapshot snapshot() {
    return new ContainerSnapshot(
        container == null ? "" : container.id(),
        invoker,
        state,
        action.path(),
        action.version().toString(),
        action.exec().kind(),
        memoryMb(),
        active,
        capacity,
        activations,
        state == IDLE ? (System.nanoTime() - idleSinceNanos) / 1_000_000 : 0);
  }

  private void become(ContainerState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("A container cannot go from " + state + " to " + next + ".");
    }
    state = next;
  }
}
