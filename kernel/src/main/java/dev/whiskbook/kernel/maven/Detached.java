package dev.whiskbook.kernel.maven;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work of the resolver on a thread of its own: it waits for the network in ways that no interrupt
 * reaches. Who waits for it can be interrupted at once; the work then ends with the next piece that
 * it receives, or when nothing has come for {@link #SILENCE_MS}, and what it finds is dropped.
 */
final class Detached {

  /**
   * How long a server may be silent in the middle of an answer; the resolver's own is half an hour.
   */
  static final int SILENCE_MS = 60_000;

  private Detached() {}

  /**
   * Does the work and waits for it.
   *
   * @param downloads is told to end if the wait is interrupted
   * @throws InterruptedException if this thread was interrupted
   * @throws Exception what the work threw
   */
  static <T> T call(Downloads downloads, Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().daemon().name("maven").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      downloads.cancel();
      thread.interrupt();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }
}
