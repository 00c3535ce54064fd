package dev.whiskbook.standalone.container.context;

import static java.lang.System.Logger.Level.WARNING;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Makes room before the heap, which all contexts share, is full. What idle containers keep for
 * their next activation goes first; then the greediest activation is ended. Who has allocated most
 * since it began is taken for the culprit, and the next one if that does not help. One that is
 * ending by itself, as at its time limit, is only waited for.
 */
final class HeapWatchdog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HeapWatchdog.class.getName());

  /** How long an activation may take to end before the next one is looked for. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /** A container in which code may run and allocate. */
  interface Suspect {
    /** Whether it runs nothing, runs, or will be gone. */
    enum State {
      IDLE,
      RUNNING,
      ENDING
    }

    State state();

    /** What has been allocated since that began which it runs, whether still in use or not. */
    long allocatedBytes();

    /** Ends it. */
    void exhaust();
  }

  private final Heap heap;
  private final BooleanSupplier evictIdle;
  private final Set<Suspect> suspects = ConcurrentHashMap.newKeySet();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("heap-watchdog").factory());

  /**
   * @param evictIdle removes all idle containers, and tells whether there were any
   */
  HeapWatchdog(Heap heap, BooleanSupplier evictIdle) {
    this.heap = heap;
    this.evictIdle = evictIdle;
    heap.onNearlyFull(this::hear);
  }

  /** From its beginning. */
  void watch(Suspect suspect) {
    suspects.add(suspect);
  }

  /** It is gone, and its memory is garbage. */
  void unwatch(Suspect suspect) {
    suspects.remove(suspect);
    synchronized (this) {
      notifyAll();
    }
  }

  private void hear() {
    try {
      worker.execute(this::relieve);
    } catch (RejectedExecutionException e) {
      LOG.log(WARNING, "The heap is nearly full, while the server stops", e);
    }
  }

  /** Removes containers and ends activations until there is room, or none runs. */
  void relieve() {
    while (heap.isNearlyFull() && !Thread.currentThread().isInterrupted()) {
      // Before the collection: what ends during it is garbage only for the next one.
      Optional<Suspect> greediest =
          suspects.stream()
              .filter(suspect -> suspect.state() != Suspect.State.IDLE)
              .max(Comparator.comparingLong(Suspect::allocatedBytes));
      heap.collect();
      if (!heap.isNearlyFull()) {
        return;
      }
      if (evictIdle.getAsBoolean()) {
        LOG.log(WARNING, "The heap is nearly full: all idle containers are removed");
        continue;
      }
      if (greediest.isEmpty()) {
        return;
      }
      if (greediest.get().state() == Suspect.State.RUNNING) {
        LOG.log(WARNING, "The heap is nearly full: the activation that allocated most is ended");
        greediest.get().exhaust();
      }
      awaitEnd(greediest.get());
    }
  }

  /** While it goes on its memory is in use, and the next one would be ended for it. */
  private synchronized void awaitEnd(Suspect suspect) {
    long patience = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (suspects.contains(suspect) && suspect.state() == Suspect.State.ENDING) {
        long leftMs = (patience - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          LOG.log(WARNING, "The activation that allocated most does not end");
          suspects.remove(suspect);
        } else {
          wait(leftMs);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    }
  }

  @Override
  public void close() {
    heap.close();
    worker.shutdownNow();
  }
}
