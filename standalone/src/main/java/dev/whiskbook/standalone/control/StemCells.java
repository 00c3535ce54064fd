package dev.whiskbook.standalone.control;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few containers made in advance, so that a cold start need not wait for one: of the default kind
 * and memory, as OpenWhisk's. They hold no action and are not charged to the pool's memory.
 */
final class StemCells implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StemCells.class.getName());
  private static final String KIND = "nodejs:default";
  private static final int MEMORY_MB = ActionLimits.DEFAULT.memoryMb();

  private final ContainerFactory factory;
  private final int wanted;
  private final PoolCounters counters;
  private final ConcurrentLinkedQueue<Container> cells = new ConcurrentLinkedQueue<>();
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("stem-cells").factory());

  StemCells(ContainerFactory factory, int wanted, PoolCounters counters) {
    this.factory = factory;
    this.wanted = wanted;
    this.counters = counters;
  }

  /**
   * A ready one that suits the action, or else one made now; has the supply made up for in the
   * background.
   */
  Container take(WhiskAction action) {
    String kind = action.exec().kind();
    int memoryMb = action.limits().memoryMb();
    if (!factory.model(kind, memoryMb).equals(factory.model(KIND, MEMORY_MB))) {
      return factory.create(kind, memoryMb);
    }
    Container cell = cells.poll();
    refill();
    if (cell == null) {
      return factory.create(kind, memoryMb);
    }
    counters.stemCellsUsed().increment();
    return cell;
  }

  /** How many are ready. */
  int ready() {
    return cells.size();
  }

  /** Has the supply filled in the background. */
  void refill() {
    try {
      maker.execute(this::fill);
    } catch (RejectedExecutionException e) {
      LOG.log(DEBUG, "No more stem cells: the pool is closed");
    }
  }

  private void fill() {
    try {
      while (cells.size() < wanted && !maker.isShutdown()) {
        cells.add(factory.create(KIND, MEMORY_MB));
      }
    } catch (RuntimeException e) {
      LOG.log(ERROR, "A stem cell could not be made", e);
    }
  }

  @Override
  public void close() {
    maker.close();
    for (Container cell = cells.poll(); cell != null; cell = cells.poll()) {
      cell.destroy();
    }
  }
}
