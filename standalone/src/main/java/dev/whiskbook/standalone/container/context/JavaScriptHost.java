package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.container.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * The functions that {@code runtime.js} may call, and the calls that they are about. Only the
 * container's thread uses it.
 */
final class JavaScriptHost {
  private final long startNanos = System.nanoTime();
  private final Map<Integer, Call> calls = new HashMap<>();
  private final EventLoop loop;
  private final Runnable exit;
  private UnaryOperator<String> columns = UnaryOperator.identity();
  private Call latest = new Call((stream, text) -> {});
  private int lastId;

  /**
   * @param exit ends the context, as the end of a process would
   */
  JavaScriptHost(EventLoop loop, Runnable exit) {
    this.loop = loop;
    this.exit = exit;
  }

  ProxyObject toProxy(ModuleFiles files) {
    Map<String, Object> functions = new HashMap<>(files.functions());
    functions.putAll(Digests.functions());
    functions.put("print", function(a -> print(a[0].asInt(), a[1].asInt(), a[2].asString())));
    functions.put("now", (ProxyExecutable) a -> (System.nanoTime() - startNanos) / 1e6);
    functions.put(
        "schedule",
        (ProxyExecutable) a -> (double) schedule(a[0], a[1].asLong(), a[2].asBoolean()));
    functions.put("cancel", function(a -> cancel(a[0])));
    functions.put("exit", function(a -> exit.run()));
    functions.put(
        "answer", function(a -> settle(a[0].asInt(), new Outcome.Answered(a[1].asString()))));
    functions.put("fail", function(a -> settle(a[0].asInt(), new Outcome.Failed(a[1].asString()))));
    functions.put("columns", (ProxyExecutable) a -> columns.apply(a[0].asString()));
    return ProxyObject.fromMap(functions);
  }

  /** A call that begins; its number for the JavaScript side. */
  int enter(Call call) {
    latest = call;
    calls.put(++lastId, call);
    return lastId;
  }

  /** Forgets a call that has ended. */
  void leave(int id) {
    calls.remove(id);
  }

  void mapColumns(UnaryOperator<String> mapping) {
    columns = mapping;
  }

  /** What is of no call that is known prints into the latest, as in OpenWhisk. */
  void print(int id, int stream, String text) {
    calls.getOrDefault(id, latest).print(stream, text);
  }

  private void settle(int id, Outcome how) {
    Call call = calls.remove(id);
    if (call != null) {
      call.settle(how);
    }
  }

  private long schedule(Value callback, long delayMs, boolean repeat) {
    return loop.schedule(callback::executeVoid, delayMs, repeat);
  }

  private void cancel(Value id) {
    if (id.fitsInLong()) {
      loop.cancel(id.asLong());
    }
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
