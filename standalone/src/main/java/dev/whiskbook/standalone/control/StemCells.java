package dev.whiskbook.standalone.control;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few containers made in advance, so that a cold start need not wait for one. They hold no action
 * and are not charged to the pool's memory.
 */
final class StemCells implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StemCells.class.getName());

  private final ContainerFactory factory;
  private final int wanted;
  private final ConcurrentLinkedQueue<Container> ready = new ConcurrentLinkedQueue<>();
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("stem-cells").factory());

  StemCells(ContainerFactory factory, int wanted) {
    this.factory = factory;
    this.wanted = wanted;
  }

  /** A ready one, or else one made now; has the supply made up for in the background. */
  Container take() {
    Container cell = ready.poll();
    refill();
    return cell == null ? factory.create() : cell;
  }

  /** Has the supply filled in the background. */
  void refill() {
    try {
      maker.execute(this::fill);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "No more stem cells: the pool is closed");
    }
  }

  private void fill() {
    try {
      while (ready.size() < wanted && !maker.isShutdown()) {
        ready.add(factory.create());
      }
    } catch (RuntimeException e) {
      LOG.log(ERROR, "A stem cell could not be made", e);
    }
  }

  @Override
  public void close() {
    maker.close();
    for (Container cell = ready.poll(); cell != null; cell = ready.poll()) {
      cell.destroy();
    }
  }
}
