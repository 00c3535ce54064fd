package dev.whiskbook.standalone.container.context;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.entity.Exec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Makes {@link ContextContainer}s on one shared engine, so that code which one context has compiled
 * serves the next. Contexts see nothing of the host: no files, sockets, threads, processes,
 * environment, Java classes or other languages.
 */
public final class ContextContainerFactory implements ContainerFactory {
  private static final System.Logger LOG =
      System.getLogger(ContextContainerFactory.class.getName());

  /** Sources that stay reachable, and with them their compiled code, when no container has them. */
  private static final int MAX_SOURCES = 256;

  /** How long an activation may keep a processor from others before it has to share. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** More rounds of its loop than {@code engine.OSRCompilationThreshold}, 100,352 by default. */
  private static final String WARM_UP_ARGUMENTS = "{\"points\": 150000}";

  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(30);

  private record SourceKey(String name, Exec exec) {}

  private record Loaded(Engine engine, ContextContainer.Shared shared) {}

  private volatile BooleanSupplier evictIdle = () -> false;
  private Loaded loaded; // made by the first who needs it: loading GraalJS takes a second

  /** One more than processors: it computes while the answer of another is on its way. */
  private final Turns turns = new Turns(Runtime.getRuntime().availableProcessors() + 1, PATIENCE);

  private final AtomicLong lastId = new AtomicLong();
  private final Map<SourceKey, ActionSource> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceKey, ActionSource> eldest) {
          return size() > MAX_SOURCES;
        }
      };

  /** True if JavaScript is compiled to machine code, rather than interpreted only. */
  public boolean isCompiled() {
    return !loaded().engine.getImplementationName().contains("Interpreted");
  }

  private synchronized Loaded loaded() {
    if (loaded == null) {
      Engine engine =
          Engine.newBuilder("js")
              .allowExperimentalOptions(true)
              .option("engine.WarnInterpreterOnly", "false")
              .build();
      loaded =
          new Loaded(
              engine,
              new ContextContainer.Shared(
                  resource("inspect.js"),
                  resource("require.js"),
                  resource("runtime.js"),
                  this::source,
                  new ModuleSources(),
                  new HeapWatchdog(new JvmHeap(), () -> evictIdle.getAsBoolean())));
      if (!isCompiled()) {
        LOG.log(
            WARNING,
            "The Graal compiler is not active ("
                + engine.getImplementationName()
                + "), so actions run tens of times slower: start the JVM with"
                + " -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI and --upgrade-module-path"
                + " naming the folder of the compiler's jars.");
      }
    }
    return loaded;
  }

  @Override
  public void whenShortOfMemory(BooleanSupplier eviction) {
    evictIdle = eviction;
  }

  @Override
  public String model(String kind, int memoryMb) {
    return "nodejs";
  }

  @Override
  public Container create(String kind, int memoryMb) {
    Loaded common = loaded();
    return new ContextContainer(
        "context-" + lastId.incrementAndGet(),
        () -> sandbox(common.engine),
        new ContainerTurn(turns),
        common.shared);
  }

  /**
   * Runs an action that is long enough to be compiled. The Graal compiler is a Java program: the
   * first functions that it compiles take it seconds, later ones milliseconds.
   */
  @Override
  public void warmUp() {
    try {
      runOnce(create("nodejs:default", 256));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "The warm-up was cut short", e); // as when the server is closed meanwhile
    }
  }

  private static void runOnce(Container container) throws InterruptedException {
    var exec = new Exec("nodejs:default", text("warm-up.js"), false, Optional.empty());
    LogSink unread = (stream, line) -> {};
    try {
      container.init("warm-up", exec, Map.of(), unread, WARM_UP_LIMIT);
      container.run(WARM_UP_ARGUMENTS, Map.of(), unread, WARM_UP_LIMIT).join();
    } finally {
      container.destroy();
    }
  }

  private static Context sandbox(Engine engine) {
    return Context.newBuilder("js")
        .engine(engine)
        .allowExperimentalOptions(true)
        .allowHostAccess(HostAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowHostClassLoading(false)
        .option("js.console", "false")
        .option("js.print", "false")
        .option("js.load", "false")
        .option("js.graal-builtin", "false")
        .option("js.polyglot-builtin", "false")
        .option("js.text-encoding", "true")
        .option("js.async-context", "true")
        .build();
  }

  @Override
  public boolean supports(String kind) {
    return kind.startsWith("nodejs:");
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.shared.watchdog().close();
      loaded.engine.close(true);
    }
  }

  private ActionSource source(String name, Exec exec) {
    synchronized (sources) {
      return sources.computeIfAbsent(
          new SourceKey(name, exec), key -> ActionSource.of(key.name, key.exec));
    }
  }

  private static Source resource(String name) {
    return Source.newBuilder("js", text(name), "whiskbook-" + name).buildLiteral();
  }

  private static String text(String name) {
    try (var in = ContextContainerFactory.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
