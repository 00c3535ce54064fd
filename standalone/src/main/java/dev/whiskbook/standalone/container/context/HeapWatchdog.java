package dev.whiskbook.standalone.container.context;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Ends the greediest activation before the heap, which all contexts share, is full. The JVM tells
 * when the heap's old part is nearly full after a collection; who has allocated most since it began
 * is taken for the culprit, and the next one if that does not help.
 */
final class HeapWatchdog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HeapWatchdog.class.getName());

  /** Share of the heap that what survives a collection may fill. */
  private static final double AFTER_COLLECTION = 0.7;

  /** Share of the heap that may be in use, garbage and all. */
  private static final double IN_USE = 0.85;

  /** How long an activation may take to end before the next one is looked for. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Something that runs and allocates. */
  interface Suspect {
    /** What it has allocated since it began, whether still in use or not. */
    long allocatedBytes();

    /** Ends it. */
    void exhaust();
  }

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Set<Suspect> suspects = ConcurrentHashMap.newKeySet();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("heap-watchdog").factory());
  private final NotificationListener listener =
      (notification, handback) -> heard(notification.getType());
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
          .filter(MemoryPoolMXBean::isUsageThresholdSupported) // the old part, not eden
          .toList();

  HeapWatchdog() {
    for (MemoryPoolMXBean pool : pools) {
      long max = pool.getUsage().getMax();
      if (max > 0) {
        pool.setCollectionUsageThreshold((long) (max * AFTER_COLLECTION));
        pool.setUsageThreshold((long) (max * IN_USE));
      }
    }
    emitter().addNotificationListener(listener, null, null);
  }

  /** What a thread has allocated in its life, in bytes. */
  long allocatedBytes(Thread thread) {
    return threads.getThreadAllocatedBytes(thread.threadId());
  }

  void watch(Suspect suspect) {
    suspects.add(suspect);
  }

  void unwatch(Suspect suspect) {
    suspects.remove(suspect);
    synchronized (this) {
      notifyAll();
    }
  }

  private void heard(String type) {
    if (type.equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)
        || type.equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      try {
        worker.execute(this::relieve);
      } catch (RejectedExecutionException e) {
        LOG.log(WARNING, "The heap is nearly full, while the server stops", e);
      }
    }
  }

  private void relieve() {
    if (isFull()) {
      System.gc(); // it may be garbage, of activations that are over
    }
    while (isFull()) {
      Optional<Suspect> greediest =
          suspects.stream().max(Comparator.comparingLong(Suspect::allocatedBytes));
      if (greediest.isEmpty()) {
        return;
      }
      LOG.log(WARNING, "The heap is nearly full: the activation that allocated most is ended");
      greediest.get().exhaust();
      awaitEnd(greediest.get());
      // Its memory is garbage now; what remains tells whether that was enough.
      System.gc();
    }
  }

  /** While it goes on its memory is in use, and the next one would be ended for it. */
  private synchronized void awaitEnd(Suspect suspect) {
    long patience = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (suspects.contains(suspect)) {
        long leftMs = (patience - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          break;
        }
        wait(leftMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    }
    suspects.remove(suspect);
  }

  private boolean isFull() {
    return pools.stream()
        .anyMatch(
            pool ->
                share(pool.getCollectionUsage()) > AFTER_COLLECTION
                    || share(pool.getUsage()) > IN_USE);
  }

  private static double share(MemoryUsage usage) {
    return usage == null || usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
  }

  private static NotificationEmitter emitter() {
    return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  }

  @Override
  public void close() {
    try {
      emitter().removeNotificationListener(listener);
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("The watchdog was closed twice", e);
    }
    worker.shutdownNow();
  }
}
