package dev.whiskbook.standalone.control;

import static dev.whiskbook.standalone.control.ContainerState.BUSY;
import static dev.whiskbook.standalone.control.ContainerState.DESTROYED;
import static dev.whiskbook.standalone.control.ContainerState.IDLE;

import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The containers of this server: as many at once as their actions' memory fits into the pool.
 *
 * <p>An activation gets, in this order, a warm container of its action, a new one if there is
 * memory, or a new one in place of the containers that have been idle longest. Otherwise it waits;
 * those who wait are served strictly first come, first served, as in OpenWhisk's invoker.
 *
 * <p>Everything mutable here is guarded by {@code lock}; containers are made and destroyed outside
 * of it.
 */
public final class ContainerPool implements AutoCloseable {
  private record Waiter(WhiskAction action, CompletableFuture<Lease> lease) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final ContainerFactory factory;
  private final int memoryMb;
  private final Set<Slot> slots = new HashSet<>();
  private final Deque<Slot> idle = new ArrayDeque<>(); // longest idle first
  private final Queue<Waiter> queue = new ArrayDeque<>();
  private final StemCells stemCells;
  private final IdleCollector collector;
  private final ExecutorService reaper =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("reaper").factory());
  private int usedMb;

  /** A pool of the given size. */
  public ContainerPool(ContainerFactory factory, PoolConfig config) {
    this.factory = factory;
    this.memoryMb = config.memoryMb();
    this.stemCells = new StemCells(factory, config.stemCells());
    this.collector = new IdleCollector(config.idleTimeout(), this::collectIdle);
  }

  /** Has stem cells made in the background, and what else the first activations would wait for. */
  public void warmUp() {
    stemCells.refill();
    Thread.ofPlatform().daemon().name("warm-up").start(factory::warmUp);
  }

  /** Waits for a container for {@code action}. It must be given back with {@link #release}. */
  public Lease acquire(WhiskAction action) throws InterruptedException {
    CompletableFuture<Lease> ticket = null;
    Optional<Lease> immediate;
    lock.lock();
    try {
      immediate = queue.isEmpty() ? place(action) : Optional.empty();
      if (immediate.isEmpty()) {
        ticket = new CompletableFuture<>();
        queue.add(new Waiter(action, ticket));
      }
    } finally {
      lock.unlock();
    }
    Lease lease = ticket == null ? immediate.orElseThrow() : await(ticket);
    if (lease.cold()) {
      try {
        lease.slot().place(stemCells.take());
      } catch (RuntimeException e) {
        discard(lease.slot());
        throw e;
      }
    }
    return lease;
  }

  /**
   * Takes a container back.
   *
   * @param reusable false if it timed out, crashed or failed, so that it has to be destroyed
   */
  public void release(Lease lease, boolean reusable) {
    Slot slot = lease.slot();
    if (!reusable) {
      destroy(slot);
      return;
    }
    lock.lock();
    try {
      if (slot.isStarting()) {
        slot.become(BUSY);
      }
      slot.become(IDLE);
      idle.addLast(slot);
      serveQueue();
    } finally {
      lock.unlock();
    }
    collector.arm();
  }

  /** Only when its code has really stopped does the memory count as free. */
  private void destroy(Slot slot) {
    try {
      reaper.execute(
          () -> {
            slot.container().destroy();
            discard(slot);
          });
    } catch (RejectedExecutionException e) {
      slot.container().destroy(); // the pool is closed: nobody needs the memory
    }
  }

  /** Containers that exist, whether busy or idle. */
  public int size() {
    lock.lock();
    try {
      return slots.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    collector.close();
    stemCells.close();
    List<Slot> all;
    lock.lock();
    try {
      all = List.copyOf(slots);
    } finally {
      lock.unlock();
    }
    all.stream()
        .filter(slot -> slot.container() != null)
        .forEach(slot -> slot.container().destroy());
    reaper.close();
  }

  private static Lease await(CompletableFuture<Lease> ticket) throws InterruptedException {
    try {
      return ticket.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A place in the pool's queue never fails", e);
    }
  }

  private Optional<Lease> place(WhiskAction action) {
    for (Iterator<Slot> it = idle.descendingIterator(); it.hasNext(); ) {
      Slot slot = it.next();
      if (slot.serves(action)) {
        it.remove();
        slot.become(BUSY);
        return Optional.of(new Lease(slot, false));
      }
    }
    int needMb = action.limits().memoryMb();
    int idleMb = idle.stream().mapToInt(Slot::memoryMb).sum();
    if (usedMb - idleMb + needMb > memoryMb) {
      return Optional.empty();
    }
    while (usedMb + needMb > memoryMb) {
      evict(idle.removeFirst());
    }
    Slot slot = new Slot(action);
    slots.add(slot);
    usedMb += needMb;
    return Optional.of(new Lease(slot, true));
  }

  private void serveQueue() {
    while (!queue.isEmpty()) {
      Optional<Lease> lease = place(queue.peek().action());
      if (lease.isEmpty()) {
        return;
      }
      queue.remove().lease().complete(lease.orElseThrow());
    }
  }

  private void evict(Slot slot) {
    forget(slot);
    reaper.execute(() -> slot.container().destroy());
  }

  private void discard(Slot slot) {
    lock.lock();
    try {
      forget(slot);
      serveQueue();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Slot slot) {
    slot.become(DESTROYED);
    slots.remove(slot);
    usedMb -= slot.memoryMb();
  }

  /**
   * Destroys what has been idle since {@code deadlineNanos} or longer; tells when the next is due.
   */
  private Optional<Long> collectIdle(long deadlineNanos) {
    List<Slot> expired = new ArrayList<>();
    Optional<Long> next = Optional.empty();
    lock.lock();
    try {
      while (!idle.isEmpty() && idle.getFirst().idleSinceNanos() - deadlineNanos <= 0) {
        expired.add(idle.removeFirst());
      }
      expired.forEach(this::evict);
      if (!idle.isEmpty()) {
        next = Optional.of(idle.getFirst().idleSinceNanos());
      }
    } finally {
      lock.unlock();
    }
    return next;
  }
}
