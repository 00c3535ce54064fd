package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.notebook.NotebookRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, the end of the JVM (Ctrl-C, SIGTERM, an exit out of a cell) stops the running
 * cell and waits until the runner has written the notebook.
 */
final class OnInterrupt implements AutoCloseable {

  /** A little longer than a session takes to give up a cell that does not stop. */
  private static final long PATIENCE_MS = 3_000;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Session session;
  private final NotebookRunner runner;

  private OnInterrupt(Session session, NotebookRunner runner) {
    this.session = session;
    this.runner = runner;
  }

  static OnInterrupt of(Session session, NotebookRunner runner) {
    var onInterrupt = new OnInterrupt(session, runner);
    Runtime.getRuntime().addShutdownHook(new Thread(onInterrupt::interrupt, "interrupt"));
    return onInterrupt;
  }

  private void interrupt() {
    if (ended.getCount() == 0) {
      return;
    }
    runner.stop();
    session.interrupt();
    try {
      if (!ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        runner.save();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
