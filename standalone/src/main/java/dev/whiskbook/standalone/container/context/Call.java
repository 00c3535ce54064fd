package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.container.Deadlines;
import dev.whiskbook.standalone.container.LineBuffer;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.LogSink.Stream;
import dev.whiskbook.standalone.container.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One initialisation or one activation in a context: what it prints, and how it ends. */
final class Call {
  private final LogSink sink;
  private final LineBuffer stdout = new LineBuffer(Stream.STDOUT);
  private final LineBuffer stderr = new LineBuffer(Stream.STDERR);
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  Call(LogSink sink) {
    this.sink = sink;
  }

  /** Only on the container's thread. */
  void print(int stream, String text) {
    (stream == 1 ? stdout : stderr).write(text, sink);
  }

  /** Only on the container's thread; the first to settle it wins. */
  void settle(Outcome how) {
    if (!outcome.isDone()) {
      stdout.flush(sink);
      stderr.flush(sink);
      outcome.complete(how);
    }
  }

  /** From any thread: it was ended, and what it printed without an end of line is lost. */
  void end(Outcome how) {
    outcome.complete(how);
  }

  boolean isSettled() {
    return outcome.isDone();
  }

  /** How it ends, in {@code timeout} at the latest. */
  CompletableFuture<Outcome> within(Duration timeout) {
    var limit = Deadlines.in(timeout, () -> end(new Outcome.TimedOut()));
    return outcome.whenComplete((how, failure) -> limit.cancel());
  }
}
