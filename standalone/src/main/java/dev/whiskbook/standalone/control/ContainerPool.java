package dev.whiskbook.standalone.control;

import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The containers of one simulated invoker: as many at once as their actions' memory fits into its
 * own. Allocates, starts, evicts and collects them; who uses them is the data plane's business.
 *
 * <p>Everything mutable here is guarded by {@code lock}; containers are made and destroyed outside
 * of it.
 */
public final class ContainerPool implements AutoCloseable {
  /** Since when a container was idle when it was looked at: the data plane does not stand still. */
  private record Idle(Slot slot, long sinceNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final int invoker;
  private final int memoryMb;
  private final PoolCounters counters;
  private final Consumer<Slot> onRemoved;
  private final Set<Slot> slots = new HashSet<>();
  private final StemCells stemCells;
  private final IdleCollector collector;
  private final ExecutorService reaper =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("reaper").factory());
  private int usedMb;

  /**
   * The pool of one invoker.
   *
   * @param invoker its number, from 0
   * @param memoryMb its share of the memory
   * @param onRemoved told, without a lock, of each container that is gone and its memory free
   */
  public ContainerPool(
      ContainerFactory factory,
      int invoker,
      int memoryMb,
      int stemCells,
      Duration idleTimeout,
      PoolCounters counters,
      Consumer<Slot> onRemoved) {
    this.invoker = invoker;
    this.memoryMb = memoryMb;
    this.counters = counters;
    this.onRemoved = onRemoved;
    this.stemCells = new StemCells(factory, stemCells, counters);
    this.collector = new IdleCollector(idleTimeout, this::collectIdle);
  }

  /** Has stem cells made in the background. */
  public void warmUp() {
    stemCells.refill();
  }

  /**
   * Memory for a new container, if need be in place of those that have been idle longest; empty if
   * too much is in use. {@link #start} must follow, or {@link #remove}.
   */
  public Optional<Slot> allocate(WhiskAction action) {
    int needMb = action.limits().memoryMb();
    lock.lock();
    try {
      if (usedMb + needMb > memoryMb && !evictFor(action, usedMb + needMb - memoryMb)) {
        return Optional.empty();
      }
      var slot = new Slot(action, invoker);
      slots.add(slot);
      usedMb += needMb;
      return Optional.of(slot);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts a container into an allocated slot: a stem cell, or one that is made now.
   *
   * @throws RuntimeException if none can be made; the slot is removed then
   */
  public void start(Slot slot) {
    try {
      slot.place(stemCells.take(slot.action()));
    } catch (RuntimeException | Error e) {
      remove(slot);
      throw e;
    }
  }

  /** Destroys a container that failed. Its memory is free when its code has really stopped. */
  public void remove(Slot slot) {
    if (slot.remove()) {
      counters.failed().increment();
      destroy(slot);
    }
  }

  /** Removes all that are idle, and returns when they are gone; false if there were none. */
  public boolean evictIdle() {
    List<Slot> evicted = new ArrayList<>();
    lock.lock();
    try {
      for (Slot slot : slots) {
        if (slot.collect()) {
          evicted.add(slot);
        }
      }
      evicted.forEach(this::free);
    } finally {
      lock.unlock();
    }
    counters.evicted().add(evicted.size());
    for (Slot slot : evicted) {
      slot.container().destroy();
      onRemoved.accept(slot);
    }
    return !evicted.isEmpty();
  }

  /** To be told when a container has become idle. */
  public void becameIdle() {
    collector.arm();
  }

  /** The containers that exist now. */
  public List<Slot> slots() {
    lock.lock();
    try {
      return List.copyOf(slots);
    } finally {
      lock.unlock();
    }
  }

  /** Memory of the containers that exist now, in MB. */
  public int usedMb() {
    lock.lock();
    try {
      return usedMb;
    } finally {
      lock.unlock();
    }
  }

  /** Its whole memory, in MB. */
  public int memoryMb() {
    return memoryMb;
  }

  /** Stem cells that are ready now. */
  public int stemCells() {
    return stemCells.ready();
  }

  @Override
  public void close() {
    collector.close();
    stemCells.close();
    slots().stream()
        .filter(slot -> slot.container() != null)
        .forEach(slot -> slot.container().destroy());
    reaper.close();
  }

  /**
   * Removes idle containers of other actions, longest idle first, until so much is free; else none
   * at all. One of the action itself has been left this very moment, and will be entered.
   */
  private boolean evictFor(WhiskAction action, int missingMb) {
    List<Idle> idle = new ArrayList<>();
    int idleMb = 0;
    for (Slot slot : slots) { // as often as activations wait, so without a stream
      long sinceNanos = slot.idleSinceNanos();
      if (sinceNanos != Long.MAX_VALUE && slot.action().revision() != action.revision()) {
        idle.add(new Idle(slot, sinceNanos));
        idleMb += slot.memoryMb();
      }
    }
    if (idleMb < missingMb) {
      return false;
    }
    idle.sort((one, other) -> Long.compare(one.sinceNanos - other.sinceNanos, 0));
    int freed = 0;
    for (Idle next : idle) {
      if (freed >= missingMb) {
        break;
      }
      Slot slot = next.slot;
      if (slot.collect()) {
        counters.evicted().increment();
        free(slot);
        freed += slot.memoryMb();
        destroyLater(slot, () -> {});
      }
    }
    return freed >= missingMb; // an activation may have come in meanwhile
  }

  private void destroy(Slot slot) {
    destroyLater(
        slot,
        () -> {
          lock.lock();
          try {
            free(slot);
          } finally {
            lock.unlock();
          }
        });
  }

  private void destroyLater(Slot slot, Runnable then) {
    Runnable end =
        () -> {
          if (slot.container() != null) {
            slot.container().destroy();
          }
          then.run();
          onRemoved.accept(slot);
        };
    try {
      reaper.execute(end);
    } catch (RejectedExecutionException e) {
      end.run(); // the pool is closed
    }
  }

  private void free(Slot slot) {
    if (slots.remove(slot)) {
      slot.removed();
      usedMb -= slot.memoryMb();
    }
  }

  /**
   * Marks what has been idle since {@code deadlineNanos} or longer and sweeps it; tells when the
   * next is due.
   */
  private Optional<Long> collectIdle(long deadlineNanos) {
    List<Slot> marked = new ArrayList<>();
    Optional<Long> next = Optional.empty();
    lock.lock();
    try {
      for (Slot slot : slots) {
        long since = slot.idleSinceNanos();
        if (since == Long.MAX_VALUE) {
          continue;
        }
        if (since - deadlineNanos <= 0 && slot.collect()) {
          marked.add(slot);
        } else if (next.isEmpty() || since - next.get() < 0) {
          next = Optional.of(since);
        }
      }
      marked.forEach(this::free);
    } finally {
      lock.unlock();
    }
    counters.collected().add(marked.size());
    marked.forEach(slot -> destroyLater(slot, () -> {}));
    return next;
  }
}
