package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.Session;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A session that is being opened while the first line is typed; who needs it waits. */
final class OpeningSession implements AutoCloseable {

  private final FutureTask<Session> opening;

  OpeningSession(Supplier<Session> open) {
    opening = new FutureTask<>(open::get);
    Thread.ofPlatform().daemon().name("open-session").start(opening);
  }

  /**
   * The session, as soon as it is open.
   *
   * @throws IllegalStateException if it could not be opened
   */
  Session get() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return opening.get();
        } catch (InterruptedException e) { // Ctrl-C, meant for a line or a cell
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("The session could not be opened: " + e.getCause(), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isOpen() {
    return opening.state() == FutureTask.State.SUCCESS;
  }

  /** The number that the next cell gets. */
  int nextCount() {
    return isOpen() ? opening.resultNow().executionCount() + 1 : 1;
  }

  /** What a cell gave to {@code System.exit}, if one has. */
  OptionalInt exitStatus() {
    return isOpen() ? opening.resultNow().exitStatus() : OptionalInt.empty();
  }

  void interrupt() {
    if (isOpen()) {
      opening.resultNow().interrupt();
    }
  }

  @Override
  public void close() {
    get().close();
  }
}
