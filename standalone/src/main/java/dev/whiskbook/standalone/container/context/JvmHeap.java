package dev.whiskbook.standalone.container.context;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/** This JVM's heap. The JVM tells when the heap's old part is nearly full after a collection. */
final class JvmHeap implements Heap {
  /** Share of the heap that what survives a collection may fill. */
  private static final double AFTER_COLLECTION = 0.7;

  /** Share of the heap that may be in use, garbage and all. */
  private static final double IN_USE = 0.85;

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
          .filter(MemoryPoolMXBean::isUsageThresholdSupported) // the old part, not eden
          .toList();
  private NotificationListener jvmListener = (_, _) -> {};

  @Override
  public void onNearlyFull(Runnable listener) {
    for (MemoryPoolMXBean pool : pools) {
      long max = pool.getUsage().getMax();
      if (max > 0) {
        pool.setCollectionUsageThreshold((long) (max * AFTER_COLLECTION));
        pool.setUsageThreshold((long) (max * IN_USE));
      }
    }
    jvmListener =
        (notification, _) -> {
          String type = notification.getType();
          if (type.equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)
              || type.equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
            listener.run();
          }
        };
    emitter().addNotificationListener(jvmListener, null, null);
  }

  @Override
  public boolean isNearlyFull() {
    return pools.stream()
        .anyMatch(
            pool ->
                share(pool.getCollectionUsage()) > AFTER_COLLECTION
                    || share(pool.getUsage()) > IN_USE);
  }

  @Override
  public void collect() {
    System.gc();
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
      emitter().removeNotificationListener(jvmListener);
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("The heap was closed before it was listened to", e);
    }
  }
}
