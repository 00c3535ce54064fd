package dev.whiskbook.standalone.container.context;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/**
 * One GraalJS context on one platform thread of its own. The thread is the only one that enters the
 * context; others hand it work, and end it with {@link #destroy}.
 */
final class ContextContainer implements Container {
  private static final System.Logger LOG = System.getLogger(ContextContainer.class.getName());

  private final String id;
  private final BiFunction<String, Exec, ActionSource> sources;
  private final ExecutorService thread;
  private final ContainerTurn turn;
  private final EventLoop loop;
  private final JavaScriptHost host;
  private volatile Context context;
  private Value runtime;
  private Value run;

  /**
   * Makes the context and loads the runtime into it, on the container's own thread: the caller may
   * be a virtual one, on which GraalJS is experimental.
   *
   * @param contexts makes the context
   * @param runtimeSource a function of the host's functions and of what {@code inspectSource} is
   * @param sources finds or makes the source of an action, by its name and code
   */
  ContextContainer(
      String id,
      Supplier<Context> contexts,
      ContainerTurn turn,
      Source inspectSource,
      Source runtimeSource,
      BiFunction<String, Exec, ActionSource> sources) {
    this.id = id;
    this.turn = turn;
    this.loop = new EventLoop(turn);
    this.host = new JavaScriptHost(loop, () -> context().close(true));
    this.sources = sources;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(id).factory());
    CompletableFuture.runAsync(
            () -> {
              context = contexts.get();
              runtime =
                  context.eval(runtimeSource).execute(host.toProxy(), context.eval(inspectSource));
              run = runtime.getMember("run");
            },
            thread)
        .join();
  }

  private Context context() {
    return context;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void beginTurn() throws InterruptedException {
    turn.begin();
  }

  @Override
  public void endTurn() {
    turn.end();
  }

  @Override
  public Outcome init(
      String name, Exec exec, Map<String, String> environment, LogSink logs, Duration timeout)
      throws InterruptedException {
    return within(timeout, logs, () -> load(sources.apply(name, exec), exec, environment));
  }

  @Override
  public Outcome run(
      String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout)
      throws InterruptedException {
    return within(
        timeout,
        logs,
        () -> {
          run.executeVoid(argumentsJson, names(environment), values(environment));
          loop.runUntil(() -> host.outcome() != null);
          return host.outcome();
        });
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
    context.close(true);
  }

  private interface Work {
    Outcome call() throws InterruptedException;
  }

  private Outcome load(ActionSource source, Exec exec, Map<String, String> environment) {
    if (exec.binary()) {
      return failed(
          "Initialization has failed due to: this OpenWhisk does not run archives, only source"
              + " code.");
    }
    host.mapColumns(source::ownColumns);
    Value action;
    try {
      action = context.eval(source.wrapped());
    } catch (PolyglotException e) {
      if (!e.isSyntaxError()) {
        throw e;
      }
      return failed("Initialization has failed due to: " + syntaxError(source, e));
    }
    String error =
        runtime
            .invokeMember(
                "init", action, exec.entryPoint(), names(environment), values(environment))
            .asString();
    return error.isEmpty() ? new Outcome.Answered("{}") : failed(error);
  }

  /** The author's own text has the better excerpt, unless it is wrong only inside a function. */
  private String syntaxError(ActionSource source, PolyglotException inFunction) {
    try {
      context.parse(source.plain());
      return source.ownColumns(inFunction.getMessage());
    } catch (PolyglotException alone) {
      return alone.getMessage();
    }
  }

  private static Outcome failed(String message) {
    return new Outcome.Failed(Json.object().put("error", message).toString());
  }

  private Outcome within(Duration timeout, LogSink logs, Work work) throws InterruptedException {
    Future<Outcome> done;
    try {
      done = thread.submit(() -> guarded(logs, work));
    } catch (RejectedExecutionException e) {
      return new Outcome.Exited(); // destroyed meanwhile, because the server stops
    }
    try {
      return done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.TimedOut();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InterruptedException)) { // which is how destroy ends a wait
        LOG.log(ERROR, "Container " + id + " failed", e.getCause());
      }
      return new Outcome.Exited();
    }
  }

  private Outcome guarded(LogSink logs, Work work) throws InterruptedException {
    host.begin(logs);
    try {
      return work.call();
    } catch (PolyglotException e) {
      return crashed(e);
    } finally {
      host.end(logs);
    }
  }

  /** process.exit, or an exception out of a timer's callback, which ends a Node.js process too. */
  private Outcome crashed(PolyglotException e) {
    if (e.isGuestException() && !e.isCancelled() && !e.isExit()) {
      Value thrown = e.getGuestObject();
      host.print(
          2,
          (thrown == null ? e.getMessage() : runtime.invokeMember("describe", thrown).asString())
              + "\n");
    } else if (e.isInternalError()) {
      LOG.log(ERROR, "Container " + id + " failed inside GraalJS", e);
    }
    return new Outcome.Exited();
  }

  private static ProxyArray names(Map<String, String> environment) {
    return ProxyArray.fromArray(environment.keySet().toArray());
  }

  private static ProxyArray values(Map<String, String> environment) {
    return ProxyArray.fromArray(environment.values().toArray());
  }
}
