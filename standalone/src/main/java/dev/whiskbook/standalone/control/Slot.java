package dev.whiskbook.standalone.control;

import static dev.whiskbook.standalone.control.ContainerState.BUSY;
import static dev.whiskbook.standalone.control.ContainerState.IDLE;
import static dev.whiskbook.standalone.control.ContainerState.REMOVING;
import static dev.whiskbook.standalone.control.ContainerState.STARTING;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.entity.ActionFacts;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A share of an invoker's memory with the container that lives in it, for one revision of an
 * action. Its own lock guards its state, so that the data plane can enter and leave a warm
 * container without asking the control plane.
 */
public final class Slot {

  /** How an activation that wants to come in fares. */
  public enum Entry {
    /** The container is full, or has been taken away. */
    REFUSED,
    WITH_ROOM_LEFT,
    /** The container is full now. */
    AS_LAST
  }

  private final WhiskAction action;
  private final ActionFacts facts;
  private final int invoker;
  private final int capacity;
  private ContainerState state = STARTING;
  private int active = 1; // the activation that it is started for
  private long activations;
  private long idleSinceNanos;
  private volatile Container container;
  private volatile String name = "";

  /** Completes with whether others may run in it, when it is initialised or taken away. */
  private final CompletableFuture<Boolean> initialised = new CompletableFuture<>();

  Slot(WhiskAction action, int invoker) {
    this.action = action;
    this.facts = ActionFacts.of(action, action.exec().kind());
    this.invoker = invoker;
    this.capacity = action.activationsPerContainer();
  }

  /** The container in it; null until it is made. */
  public Container container() {
    return container;
  }

  /**
   * What its container is called, empty until it is made: {@code wsk0_context-3} is one of invoker
   * 0. OpenWhisk's begin in the same way.
   */
  public String name() {
    return name;
  }

  public WhiskAction action() {
    return action;
  }

  /** What the records of all activations in it say. */
  public ActionFacts facts() {
    return facts;
  }

  /** The number of its invoker, from 0. */
  public int invoker() {
    return invoker;
  }

  void place(Container made) {
    name = "wsk" + invoker + "_" + made.id();
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
    initialised.complete(true);
    return true;
  }

  /** True if the container is initialised, so that who has entered need not wait. */
  public boolean isStarted() {
    return initialised.getNow(false);
  }

  /**
   * Waits, having entered, until the container is initialised; false if it is taken away instead.
   */
  public boolean awaitStart() throws InterruptedException {
    try {
      return initialised.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A container's start never fails this way", e);
    }
  }

  /** Takes one more activation in, also while it is being started. */
  public synchronized Entry enter() {
    if (!hasRoom()) {
      return Entry.REFUSED;
    }
    if (state == IDLE) {
      become(BUSY);
    }
    active++;
    return active == capacity ? Entry.AS_LAST : Entry.WITH_ROOM_LEFT;
  }

  /** True if one more activation may enter. */
  public synchronized boolean hasRoom() {
    return state == IDLE || ((state == BUSY || state == STARTING) && active < capacity);
  }

  /** True if the control plane has taken it away, for good. */
  public synchronized boolean isGone() {
    return state == REMOVING || state == ContainerState.REMOVED;
  }

  /** Lets one out that has not run, as the container was taken away before it could. */
  public synchronized void withdraw() {
    active--;
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
    initialised.complete(false); // of no effect once it has started
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
        name,
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
