package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.control.ContainerPool;
import dev.whiskbook.standalone.control.Lease;
import dev.whiskbook.standalone.control.PoolConfig;
import dev.whiskbook.standalone.control.PoolCounters;
import dev.whiskbook.standalone.control.Slot;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds a container for each activation. A warm one is entered without the control plane, and
 * without a lock that activations share. Otherwise the control plane is asked for a new one, on the
 * invokers in the action's order. If none has the memory, the activation waits in the overflow
 * buffer; those who wait are served first come, first served, but for those that their action's
 * {@code instances} limit holds back.
 */
public final class Router implements AutoCloseable {
  /** In the overflow buffer; whoever gives up cancels {@code lease}. */
  private record Waiter(WhiskAction action, CompletableFuture<Lease> lease) {}

  private record Served(Waiter waiter, Lease lease) {}

  private final WarmContainers warm = new WarmContainers();
  private final PoolCounters counters = new PoolCounters();
  private final ShardingBalancer balancer;
  private final ContainerFactory factory;
  private final List<ContainerPool> pools;

  /** Guards {@code buffer}, and that who asks for a new container is the first in it. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Queue<Waiter> buffer = new ArrayDeque<>();
  private final AtomicInteger waiting = new AtomicInteger(); // the size of buffer

  /** A router over the invokers that {@code config} asks for. */
  public Router(ContainerFactory factory, PoolConfig config) {
    this.factory = factory;
    this.balancer = new ShardingBalancer(config.invokers());
    this.pools =
        IntStream.range(0, config.invokers())
            .mapToObj(
                invoker ->
                    new ContainerPool(
                        factory,
                        invoker,
                        config.memoryMb() / config.invokers(),
                        config.stemCells(),
                        config.idleTimeout(),
                        counters,
                        this::removed))
            .toList();
    factory.whenShortOfMemory(this::evictIdle);
  }

  private boolean evictIdle() {
    return pools.stream().filter(ContainerPool::evictIdle).count() > 0; // of all pools
  }

  /** Has stem cells made in the background, and what else the first activations would wait for. */
  public void warmUp() {
    pools.forEach(ContainerPool::warmUp);
    Thread.ofPlatform().daemon().name("warm-up").start(factory::warmUp);
  }

  /** Waits for a container for {@code action}. It must be given back with {@link #release}. */
  public Lease acquire(WhiskAction action) throws InterruptedException {
    return start(await(place(action)));
  }

  /**
   * A place for an activation of {@code action}, at once or when there is one; {@link #enter} or
   * {@link #start} must follow. What depends on it may happen on the thread of another activation,
   * and so must be short and wait for nothing.
   */
  public CompletableFuture<Lease> place(WhiskAction action) {
    Optional<Lease> entered = waiting.get() == 0 ? enterWarm(action) : Optional.empty();
    return entered.map(CompletableFuture::completedFuture).orElseGet(() -> allocate(action));
  }

  /** True if an activation can run in its place at once. */
  public boolean enter(Lease lease) {
    if (lease.cold() || !lease.slot().isStarted()) {
      return false;
    }
    counters.warmStarts().increment();
    return true;
  }

  /**
   * Waits for the container of a place, which is new; if it cannot be started, for that of another.
   */
  public Lease start(Lease placed) throws InterruptedException {
    Lease lease = placed;
    while (true) {
      if (lease.cold()) {
        counters.coldStarts().increment();
        pool(lease.slot()).start(lease.slot());
        return lease;
      }
      if (isStarted(lease)) {
        counters.warmStarts().increment();
        return lease;
      }
      lease = await(place(lease.slot().action()));
    }
  }

  /** The container is initialised: those who share it need not wait any more. */
  public void started(Lease lease) {
    lease.slot().started();
  }

  /** Waits for a container that another activation starts; false if that failed. */
  private boolean isStarted(Lease lease) throws InterruptedException {
    boolean started;
    try {
      started = lease.slot().awaitStart();
    } catch (InterruptedException e) {
      release(lease, true);
      throw e;
    }
    if (!started) {
      lease.slot().withdraw();
    }
    return started;
  }

  /**
   * Takes a container back.
   *
   * @param reusable false if it timed out, crashed or failed, so that it has to be destroyed
   */
  public void release(Lease lease, boolean reusable) {
    Slot slot = lease.slot();
    if (!reusable) {
      pool(slot).remove(slot);
      slot.leave();
      return;
    }
    if (lease.cold()) {
      slot.started();
    }
    if (slot.leave()) {
      warm.add(slot);
    }
    pool(slot).becameIdle();
    serve();
  }

  /** The simulated invokers. */
  public List<ContainerPool> pools() {
    return pools;
  }

  public PoolCounters counters() {
    return counters;
  }

  /** Activations in the overflow buffer now. */
  public int waiting() {
    return waiting.get();
  }

  /** All containers that hold an action. */
  public Stream<Slot> slots() {
    return pools.stream().flatMap(pool -> pool.slots().stream());
  }

  @Override
  public void close() {
    pools.forEach(ContainerPool::close);
  }

  private CompletableFuture<Lease> allocate(WhiskAction action) {
    var waiter = new Waiter(action, new CompletableFuture<>());
    lock.lock();
    try {
      Optional<Lease> lease = buffer.isEmpty() ? find(action) : Optional.empty();
      if (lease.isPresent()) {
        return CompletableFuture.completedFuture(lease.orElseThrow());
      }
      buffer.add(waiter);
      waiting.incrementAndGet();
    } finally {
      lock.unlock();
    }
    counters.buffered().increment();
    serve(); // one may have become idle between the look and the wait
    return waiter.lease;
  }

  private Lease await(CompletableFuture<Lease> place) throws InterruptedException {
    try {
      return place.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A place in the overflow buffer never fails", e);
    } catch (InterruptedException e) {
      giveUp(place);
      throw e;
    }
  }

  private void giveUp(CompletableFuture<Lease> place) {
    if (!place.cancel(false)) {
      Lease lease = place.join();
      release(lease, !lease.cold());
    }
  }

  /**
   * Serves those in the buffer, in order, as long as there is a place for them; without the lock,
   * as they go on at once, on this thread.
   */
  private void serve() {
    while (waiting.get() > 0) {
      Optional<Served> next = next();
      if (next.isEmpty()) {
        return;
      }
      Lease lease = next.orElseThrow().lease;
      if (!next.orElseThrow().waiter.lease.complete(lease)) {
        release(lease, !lease.cold()); // given up meanwhile
      }
    }
  }

  /** The first in the buffer for whom there is a place. */
  private Optional<Served> next() {
    lock.lock();
    try {
      for (Iterator<Waiter> it = buffer.iterator(); it.hasNext(); ) {
        Waiter waiter = it.next();
        boolean gone = waiter.lease.isCancelled();
        Optional<Lease> lease = gone ? Optional.empty() : find(waiter.action);
        if (gone || lease.isPresent()) {
          it.remove();
          waiting.decrementAndGet();
        }
        if (lease.isPresent()) {
          return lease.map(found -> new Served(waiter, found));
        }
        if (!gone && !isAtItsInstances(waiter.action)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Lease> find(WhiskAction action) {
    Optional<Lease> found = enterWarm(action);
    if (found.isPresent() || isAtItsInstances(action)) {
      return found;
    }
    for (int invoker : balancer.order(action)) {
      Optional<Slot> slot = pools.get(invoker).allocate(action);
      if (slot.isPresent()) {
        slot.filter(Slot::hasRoom).ifPresent(warm::add); // others may wait for it, inside
        return slot.map(s -> new Lease(s, true));
      }
    }
    return Optional.empty();
  }

  private Optional<Lease> enterWarm(WhiskAction action) {
    for (int invoker : balancer.order(action)) {
      Optional<Slot> slot = warm.enter(invoker, action);
      if (slot.isPresent()) {
        return slot.map(s -> new Lease(s, false));
      }
    }
    return Optional.empty();
  }

  /** The action's own limit of containers at once, which only some actions have. */
  private boolean isAtItsInstances(WhiskAction action) {
    OptionalInt instances = action.limits().instances();
    return instances.isPresent()
        && slots().filter(s -> s.action().revision() == action.revision()).count()
            >= instances.getAsInt();
  }

  private void removed(Slot slot) {
    warm.forget(slot);
    serve();
  }

  private ContainerPool pool(Slot slot) {
    return pools.get(slot.invoker());
  }
}
