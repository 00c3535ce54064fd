package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.LogSink.Stream;
import dev.whiskbook.standalone.container.Outcome;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * The functions that {@code runtime.js} may call, and what they have told us about the activation
 * that runs. Only the container's thread uses it.
 */
final class JavaScriptHost {
  private static final LogSink NOWHERE = (stream, text) -> {};

  private final long startNanos = System.nanoTime();
  private final LineBuffer stdout = new LineBuffer(Stream.STDOUT);
  private final LineBuffer stderr = new LineBuffer(Stream.STDERR);
  private final EventLoop loop;
  private final Runnable exit;
  private UnaryOperator<String> columns = UnaryOperator.identity();
  private LogSink sink = NOWHERE;
  private Outcome outcome;

  JavaScriptHost(EventLoop loop, Runnable exit) {
    this.loop = loop;
    this.exit = exit;
  }

  ProxyObject toProxy() {
    return ProxyObject.fromMap(
        Map.of(
            "print", function(a -> print(a[0].asInt(), a[1].asString())),
            "now", (ProxyExecutable) a -> (System.nanoTime() - startNanos) / 1e6,
            "schedule",
                (ProxyExecutable)
                    a -> (double) loop.schedule(a[0], a[1].asLong(), a[2].asBoolean()),
            "cancel", function(a -> cancel(a[0])),
            "exit", function(a -> end()),
            "answer", function(a -> settle(new Outcome.Answered(a[0].asString()))),
            "fail", function(a -> settle(new Outcome.Failed(a[0].asString()))),
            "columns", (ProxyExecutable) a -> columns.apply(a[0].asString())));
  }

  /** Starts collecting for one initialisation or one run. */
  void begin(LogSink logs) {
    sink = logs;
    outcome = null;
  }

  /** Ends it; what is printed from now on until the next {@link #begin} is lost. */
  void end(LogSink logs) {
    stdout.flush(logs);
    stderr.flush(logs);
    sink = NOWHERE;
  }

  void mapColumns(UnaryOperator<String> mapping) {
    columns = mapping;
  }

  Outcome outcome() {
    return outcome;
  }

  void settle(Outcome how) {
    if (outcome == null) {
      outcome = how;
    }
  }

  void print(int stream, String text) {
    (stream == 1 ? stdout : stderr).write(text, sink);
  }

  private void cancel(Value id) {
    if (id.fitsInLong()) {
      loop.cancel(id.asLong());
    }
  }

  private void end() {
    settle(new Outcome.Exited());
    exit.run();
  }

  private interface Procedure {
    void call(Value[] arguments);
  }

  private static ProxyExecutable function(Procedure procedure) {
    return arguments -> {
      procedure.call(arguments);
      return null;
    };
  }
}
