package dev.whiskbook.kernel.jupyter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The interpreter, which a thread of its own opens as soon as the kernel has answered its first
 * request: that is a kernel_info_request, and opening would slow it down.
 */
final class LazyInterpreter {

  private final FutureTask<Interpreter> opening;
  private final AtomicBoolean begun = new AtomicBoolean();

  LazyInterpreter(Supplier<Interpreter> open) {
    opening = new FutureTask<>(open::get);
  }

  /** Begins to open the interpreter, if that has not begun. */
  void open() {
    if (begun.getAndSet(true)) {
      return;
    }
    var thread = new Thread(opening, "jupyter-open-session");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The interpreter, as soon as it is open.
   *
   * @throws IllegalStateException if it could not be opened
   */
  Interpreter get() throws InterruptedException {
    open();
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The session could not be opened: " + e.getCause(), e);
    }
  }

  /** Stops the running cell, if the interpreter is open; before, there is nothing to stop. */
  void interrupt() {
    if (opening.state() == FutureTask.State.SUCCESS) {
      opening.resultNow().interrupt();
    }
  }

  void close() {
    if (opening.state() == FutureTask.State.SUCCESS) {
      opening.resultNow().close();
    }
  }
}
