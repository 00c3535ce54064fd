package dev.whiskbook.kernel.maven;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;

/**
 * Says how far downloads are, in one line that is replaced: not before they take longer than half a
 * second, and then ten times a second. Called by the resolver's threads.
 */
final class Downloads extends AbstractTransferListener {

  private static final long PATIENCE_NANOS = 500_000_000;
  private static final long STEP_NANOS = 100_000_000;

  private final Consumer<String> line;
  private final long start = System.nanoTime();
  private final AtomicLong shown = new AtomicLong(start);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger files = new AtomicInteger();
  private volatile boolean cancelled;
  private final Map<String, Long> running = new ConcurrentHashMap<>();

  Downloads(Consumer<String> line) {
    this.line = line;
  }

  /** Ends all transfers, each with the next piece that it receives; nothing is shown any more. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public void transferInitiated(TransferEvent event) throws TransferCancelledException {
    check();
  }

  private void check() throws TransferCancelledException {
    if (cancelled) {
      throw new TransferCancelledException("interrupted");
    }
  }

  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    check();
    String name = name(event.getResource());
    Long before = running.put(name, event.getTransferredBytes());
    bytes.addAndGet(event.getTransferredBytes() - (before == null ? 0 : before));
    long now = System.nanoTime();
    long last = shown.get();
    if (now - start > PATIENCE_NANOS && now - last > STEP_NANOS && shown.compareAndSet(last, now)) {
      line.accept("Downloading " + name + " … " + total());
    }
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    running.remove(name(event.getResource()));
    files.incrementAndGet();
  }

  @Override
  public void transferFailed(TransferEvent event) {
    running.remove(name(event.getResource()));
  }

  /** Replaces the line by a last one, if there was one. */
  void end() {
    if (shown.get() != start && !cancelled) {
      line.accept("Downloaded " + total());
    }
  }

  private String total() {
    return String.format(Locale.ROOT, "%.1f MB in %d files", bytes.get() / 1e6, files.get());
  }

  private static String name(TransferResource resource) {
    return resource.getResourceName().substring(resource.getResourceName().lastIndexOf('/') + 1);
  }
}
