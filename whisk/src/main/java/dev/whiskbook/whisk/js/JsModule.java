package dev.whiskbook.whisk.js;

import dev.whiskbook.whisk.internal.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Some JavaScript that was evaluated once and exports functions. Values cross the border as JSON
 * text, so that neither side can reach into the other.
 *
 * <p>The JavaScript runs on a thread of its own: Truffle does not look at {@link
 * Thread#interrupt()}, so the caller waits interruptibly and closes the context from outside.
 */
public final class JsModule {
  private static final long IDLE_THREAD_SECONDS = 2;

  private final Function<Consumer<String>, JsContext> loader;
  private final Consumer<String> console;
  private final ThreadPoolExecutor thread;
  // Guarded by this: only one call at a time.
  private JsContext context;

  private JsModule(
      String name, Function<Consumer<String>, JsContext> loader, Consumer<String> console) {
    this.loader = loader;
    this.console = console;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("js " + name).factory());
    thread.allowCoreThreadTimeOut(true);
    load();
  }

  /** A module from a source that is one function, or a script with a function of that name. */
  static JsModule ofFunction(String source, String name, String export, Consumer<String> console) {
    return new JsModule(name, out -> JsContext.ofFunction(source, name, export, out), console);
  }

  /** A CommonJS module: what it assigns to {@code exports} can be asked for and called. */
  public static JsModule commonJs(String source, String name, Consumer<String> console) {
    return new JsModule(name, out -> JsContext.commonJs(source, name, out), console);
  }

  /**
   * Calls an exported function.
   *
   * @param export its name
   * @param jsonArguments each a JSON text
   * @return what it returned; JSON null for undefined
   * @throws JsException if it threw, or returned what JSON cannot express
   */
  public synchronized JsonNode call(String export, String... jsonArguments) {
    load();
    JsContext running = context;
    String arguments = "[" + String.join(",", jsonArguments) + "]";
    String json = await(() -> running.call(export, arguments));
    return json == null ? NullNode.getInstance() : Json.MAPPER.readTree(json);
  }

  /** What {@code typeof} says of an export. */
  public synchronized String typeOf(String export) {
    load();
    JsContext running = context;
    return await(() -> running.typeOf(export));
  }

  /** An exported value that is no function, as JSON; JSON null if it is not there. */
  public synchronized JsonNode value(String export) {
    load();
    JsContext running = context;
    String json = await(() -> running.value(export));
    return json == null ? NullNode.getInstance() : Json.MAPPER.readTree(json);
  }

  /** The source text of an exported function as an expression; empty if it has none. */
  public synchronized Optional<String> sourceOf(String export) {
    load();
    JsContext running = context;
    return await(() -> running.sourceOf(export));
  }

  private synchronized void load() {
    if (context == null) {
      context = await(() -> loader.apply(console));
    }
  }

  private <T> T await(Callable<T> work) {
    Future<T> future = thread.submit(work);
    try {
      return future.get();
    } catch (InterruptedException e) {
      if (context != null) {
        context.cancel();
        context = null;
      }
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new JsException("The JavaScript was interrupted.", 0, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JsException js) {
        throw js;
      }
      throw new IllegalStateException("GraalJS failed: " + e.getCause(), e.getCause());
    }
  }
}
