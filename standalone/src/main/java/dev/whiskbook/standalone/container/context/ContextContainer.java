package dev.whiskbook.standalone.container.context;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Json;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
final class ContextContainer implements Container, HeapWatchdog.Suspect {
  private static final System.Logger LOG = System.getLogger(ContextContainer.class.getName());

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int NOBODYS = 0;

  private final String id;
  private final BiFunction<String, Exec, ActionSource> sources;
  private final HeapWatchdog watchdog;
  private final ContainerTurn turn;
  private final EventLoop loop;
  private final JavaScriptHost host;
  private final ModuleFiles files;
  private final Thread thread;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();
  private volatile Context context;
  private volatile long allocatedBefore;
  private volatile boolean broken; // it runs nothing new
  private volatile boolean timedOut; // and will be destroyed
  private volatile Outcome ending = new Outcome.Exited(); // of what runs when the context ends
  private Value runtime;
  private Value run;

  /** What the containers of one factory share. */
  record Shared(
      Source inspect,
      Source require,
      Source runtime,
      BiFunction<String, Exec, ActionSource> sources,
      ModuleSources modules,
      HeapWatchdog watchdog) {}

  /**
   * Makes the context and loads the runtime into it, on the container's own thread: the caller may
   * be a virtual one, on which GraalJS is experimental.
   *
   * @param contexts makes the context
   */
  ContextContainer(String id, Supplier<Context> contexts, ContainerTurn turn, Shared shared) {
    this.id = id;
    this.turn = turn;
    this.sources = shared.sources;
    this.watchdog = shared.watchdog;
    this.loop = new EventLoop(turn);
    this.host = new JavaScriptHost(loop, this::exit);
    this.files = new ModuleFiles(shared.modules, this::context);
    var loaded = new CompletableFuture<Void>();
    this.thread = Thread.ofPlatform().daemon().name(id).start(() -> live(contexts, shared, loaded));
    loaded.join();
    watchdog.watch(this);
  }

  private void live(Supplier<Context> contexts, Shared shared, CompletableFuture<Void> loaded) {
    try {
      context = contexts.get();
      runtime =
          context
              .eval(shared.runtime)
              .execute(
                  host.toProxy(files), context.eval(shared.inspect), context.eval(shared.require));
      run = runtime.getMember("run");
      loaded.complete(null);
    } catch (RuntimeException | Error e) {
      loaded.completeExceptionally(e);
      return;
    }
    while (!broken) {
      try {
        loop.run(() -> !running.isEmpty());
      } catch (PolyglotException e) {
        crashed(e);
      } catch (InterruptedException e) {
        break; // destroyed
      }
    }
    runtime = null; // a value holds on to its context's global object, even when that is closed
    run = null;
  }

  private Context context() {
    return context;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public CompletableFuture<Void> beginTurn() {
    return turn.begin();
  }

  @Override
  public void endTurn() {
    turn.end();
  }

  @Override
  public Outcome init(
      String name, Exec exec, Map<String, String> environment, LogSink logs, Duration timeout)
      throws InterruptedException {
    try {
      return within(
              timeout,
              logs,
              (call, number) -> call.settle(load(sources.apply(name, exec), exec, environment)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A call's outcome is never an exception", e);
    }
  }

  @Override
  public CompletableFuture<Outcome> run(
      String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout) {
    return within(
        timeout,
        logs,
        (call, number) ->
            run.executeVoid(number, argumentsJson, names(environment), values(environment)));
  }

  @Override
  public void destroy() {
    end(new Outcome.Exited());
  }

  private void end(Outcome how) {
    ending = how;
    broken = true;
    thread.interrupt();
    context.close(true);
    watchdog.unwatch(this);
    // Only now are they told: the next activation will want to have the memory.
    running.forEach(call -> call.end(how));
  }

  @Override
  public State state() {
    if (broken || timedOut) {
      return State.ENDING;
    }
    return running.isEmpty() ? State.IDLE : State.RUNNING;
  }

  @Override
  public long allocatedBytes() {
    return allocatedInLife() - allocatedBefore;
  }

  private long allocatedInLife() {
    return THREADS.getThreadAllocatedBytes(thread.threadId());
  }

  @Override
  public void exhaust() {
    end(new Outcome.MemoryExhausted());
  }

  private interface Work {
    void start(Call call, int number);
  }

  private Outcome load(ActionSource source, Exec exec, Map<String, String> environment) {
    Value action;
    try {
      if (exec.binary()) {
        files.unzip(exec.code());
        action = null;
      } else {
        host.mapColumns(source::ownColumns);
        action = context.eval(source.wrapped());
      }
    } catch (IllegalArgumentException e) {
      return failed("Initialization has failed due to: " + e.getMessage());
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

  private CompletableFuture<Outcome> within(Duration timeout, LogSink logs, Work work) {
    var call = new Call(logs);
    enter(call);
    CompletableFuture<Outcome> outcome =
        call.within(timeout)
            .whenComplete(
                (how, failure) -> {
                  timedOut |= how instanceof Outcome.TimedOut;
                  running.remove(call);
                });
    loop.submit(() -> start(call, work));
    if (broken) {
      call.end(new Outcome.Exited()); // destroyed meanwhile
    }
    return outcome;
  }

  private synchronized void enter(Call call) {
    if (running.isEmpty()) {
      allocatedBefore = allocatedInLife();
    }
    running.add(call);
  }

  private void start(Call call, Work work) {
    int number = host.enter(call);
    try {
      work.start(call, number);
    } catch (PolyglotException e) {
      crashed(e);
    } finally {
      if (call.isSettled()) {
        host.leave(number);
      }
    }
  }

  /** process.exit: the process is gone, with all that runs in it. */
  private void exit() {
    settle(new Outcome.Exited());
    broken = true;
    context.close(true);
  }

  /** An exception out of a timer's callback, or of the runtime, ends a Node.js process too. */
  private void crashed(PolyglotException e) {
    if (e.isResourceExhausted()) {
      ending = new Outcome.MemoryExhausted();
      context.close(true);
    } else if (e.isGuestException() && !e.isCancelled() && !e.isExit()) {
      host.print(NOBODYS, 2, describe(e) + "\n");
    } else if (e.isInternalError()) {
      LOG.log(ERROR, "Container " + id + " failed inside GraalJS", e);
    }
    settle(ending);
    broken = true;
  }

  private String describe(PolyglotException e) {
    Value thrown = e.getGuestObject();
    try {
      return thrown == null ? e.getMessage() : runtime.invokeMember("describe", thrown).asString();
    } catch (PolyglotException inDescribing) {
      return e.getMessage(); // ended meanwhile, or an error whose own methods throw
    }
  }

  private void settle(Outcome how) {
    running.forEach(call -> call.settle(how));
  }

  private static ProxyArray names(Map<String, String> environment) {
    return ProxyArray.fromArray(environment.keySet().toArray());
  }

  private static ProxyArray values(Map<String, String> environment) {
    return ProxyArray.fromArray(environment.values().toArray());
  }
}
