package dev.whiskbook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.whiskbook.kernel.assist.Assistance;
import dev.whiskbook.kernel.debug.DebugAdapter;
import dev.whiskbook.kernel.javadoc.SourceJars;
import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.CellExecution;
import dev.whiskbook.kernel.jshell.CellStdin;
import dev.whiskbook.kernel.jshell.CellStreams;
import dev.whiskbook.kernel.jshell.Declarations;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.SharedLibraries;
import dev.whiskbook.kernel.jshell.SnippetException;
import dev.whiskbook.kernel.jshell.StartupCode;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicRunner;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.startup.StartupSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A live JShell session with magics: executes cells, keeps their variables, answers what an editor
 * asks. It knows no sockets; the Jupyter kernel and the headless runner are fronts over it. One
 * cell runs at a time, but for {@link #executeBeside}; {@link #interrupt}, {@link #complete} and
 * {@link #inspect} may be called from other threads meanwhile.
 */
public final class Session implements AutoCloseable {

  private static final List<SharedLibrary> OWN_LIBRARIES =
      List.of(
          SharedLibrary.fixed("dev.whiskbook", Session.class),
          SharedLibrary.fixed("tools.jackson", JsonNode.class, JsonParser.class),
          SharedLibrary.fixed("com.fasterxml.jackson.annotation", JsonProperty.class),
          SharedLibrary.replaceable("picocli", CommandLine.class));

  private final JavaEvaluator java;
  private final MagicRunner magics;
  private final Renderers renderers;
  private final List<SharedLibrary> libraries;
  private volatile LibrarySources librarySources = LibrarySources.NONE;
  private final Assistance assistance;
  private final AtomicReference<Runnable> onClose;
  private final IdleTasks idleTasks = new IdleTasks();
  private final ReentrantLock executing = new ReentrantLock();
  private final AtomicInteger executionCount = new AtomicInteger();
  private final Comms comms = new Comms();
  private final MessageTypes messageTypes = new MessageTypes();
  private final Set<CellContext> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<DebugAdapter> debugger = new AtomicReference<>();
  private final Extensions extensions = new Extensions();

  /** How long the class path was when it was last searched for extensions. */
  private volatile int searchedEntries;

  private final Startup startup;
  private volatile OptionalInt exitStatus = OptionalInt.empty();

  /** Guarded by the lock. */
  private CellStdin stdin = new CellStdin(CellInput.NONE);

  private Session(Builder configuration) {
    CellStreams.install();
    renderers = configuration.renderers;
    libraries = List.copyOf(configuration.libraries);
    onClose = new AtomicReference<>(configuration.onClose);
    magics = new MagicRunner(configuration.magics);
    startup = new Startup(configuration.environment);
    List<String> options = configuration.allCompilerOptions();
    java = new JavaEvaluator(options, new SharedLibraries(libraries), configuration.startup);
    java.addToClassPath(configuration.classPath);
    java.addToClassPath(configuration.environment.classPath());
    afterNextCell(java::prepare);
    SourceJars sources =
        jar -> configuration.sources.sourcesOf(jar).or(() -> librarySources.sources(jar));
    assistance = new Assistance(this, java, configuration.magics, options, sources);
    whenIdle(assistance::prepare);
  }

  /** A session with no imports and no magics, to be configured. */
  public static Builder builder() {
    return new Builder();
  }

  /** What a session starts with. */
  public static final class Builder {
    private Magics magics = new Magics();
    private Renderers renderers = new Renderers();
    private StartupCode startup = StartupCode.NONE;
    private List<Path> classPath = List.of();
    private final List<SharedLibrary> libraries = new ArrayList<>(OWN_LIBRARIES);
    private List<String> compilerOptions = List.of();
    private SourceJars sources = _ -> Optional.empty();
    private Runnable onClose = () -> {};
    private StartupSettings environment = StartupSettings.NONE;

    private Builder() {}

    /** What the user's environment says of class path, compiler, scripts and time limit. */
    public Builder environment(StartupSettings settings) {
      environment = settings;
      return this;
    }

    private List<String> allCompilerOptions() {
      return Stream.concat(compilerOptions.stream(), environment.compilerOptions().stream())
          .toList();
    }

    /** The magics that its cells may use. */
    public Builder magics(Magics magics) {
      this.magics = magics;
      return this;
    }

    /**
     * The imports and variables that cells find, declared with the first one that may mean any of
     * them. What does not compile is an {@link IllegalArgumentException} there.
     */
    public Builder startup(StartupCode code) {
      startup = code;
      return this;
    }

    /** Imports that cells find, such as {@code java.util.*}; see {@link #startup}. */
    public Builder imports(String... names) {
      return startup(new StartupCode(List.of(names), List.of()));
    }

    /**
     * More libraries of this JVM that cells see, besides the kernel's API and what it shows: JSON
     * and picocli. All others are hidden.
     */
    public Builder shared(List<SharedLibrary> libraries) {
      this.libraries.addAll(libraries);
      return this;
    }

    /** Jars and folders that cells may import from. */
    public Builder classPath(List<Path> entries) {
      classPath = List.copyOf(entries);
      return this;
    }

    /** Where the sources of jars on the class path are, beyond those that lie beside them. */
    public Builder sources(SourceJars jars) {
      sources = jars;
      return this;
    }

    /** Options of javac for the code of cells, such as {@code --enable-preview}. */
    public Builder compilerOptions(List<String> options) {
      compilerOptions = List.copyOf(options);
      return this;
    }

    /** What shall end with the session, after it: runs once, on the thread that closes it. */
    public Builder onClose(Runnable action) {
      onClose = action;
      return this;
    }

    /** How values are shown. */
    public Builder renderers(Renderers renderers) {
      this.renderers = renderers;
      return this;
    }

    /** Opens the session. */
    public Session open() {
      return new Session(this);
    }
  }

  /**
   * Executes a cell that cannot ask for input; see {@link #execute(CellRequest, CellOutput,
   * CellInput)}.
   */
  public CellResult execute(CellRequest request, CellOutput output) {
    return execute(request, output, CellInput.NONE);
  }

  /**
   * Executes a cell and waits until it has ended; never throws for what the cell does.
   *
   * @param input what its {@code System.in} reads; what a cell leaves of a line, the next cell with
   *     the same input reads
   */
  public CellResult execute(CellRequest request, CellOutput output, CellInput input) {
    executing.lock();
    try {
      if (!stdin.input().equals(input)) {
        stdin = new CellStdin(input);
      }
      idleTasks.cellBegins();
      try {
        return execute(request, output, stdin);
      } finally {
        idleTasks.cellEnded();
      }
    } finally {
      executing.unlock();
    }
  }

  /**
   * Executes a cell without waiting for another one that runs, as the cells of subshells do. All
   * see the same variables. One thing at a time is compiled, and that is all that is kept apart:
   * the code of both cells runs at once, and what they share is theirs to guard.
   */
  public CellResult executeBeside(CellRequest request, CellOutput output, CellInput input) {
    return execute(request, output, new CellStdin(input));
  }

  private CellResult execute(CellRequest request, CellOutput output, CellStdin stdin) {
    boolean counts = request.storeHistory() && !request.silent();
    int count = counts ? executionCount.incrementAndGet() : executionCount.get();
    output.begins(request, count);
    var execution = new CellExecution("cell " + count);
    var cell = new CellContext(output, stdin, renderers, comms, execution);
    running.add(cell);
    cell.enter();
    CurrentSession.enter(this);
    Registration alarm = timeLimit(cell);
    try {
      startup.run(script -> new CellRun(this, java, magics, cell).run(script, count), output);
      installExtensions(output);
      extensions.before(request, output);
      CellResult result = new CellRun(this, java, magics, cell).run(request, count);
      extensions.after(request, result, output);
      return result;
    } finally {
      alarm.close();
      left(cell);
    }
  }

  /** Interrupts the cell when its time is over, if it has a limit. */
  private Registration timeLimit(CellContext cell) {
    Optional<Duration> limit = startup.settings().timeout();
    if (limit.isEmpty()) {
      return () -> {};
    }
    Thread alarm =
        Thread.ofVirtual()
            .name("time limit")
            .start(
                () -> {
                  try {
                    Thread.sleep(limit.get());
                  } catch (InterruptedException e) {
                    return; // the cell was over before
                  }
                  cell.output().stream(
                      StreamName.STDERR,
                      "The cell was interrupted: it ran longer than %s ms, the limit that the environment sets.\n"
                          .formatted(limit.get().toMillis()));
                  cell.execution().stop();
                });
    return alarm::interrupt;
  }

  /** Looks for extensions only where the class path has changed: most cells cost nothing. */
  private void installExtensions(CellOutput output) {
    int entries = java.classPath().size();
    if (entries != searchedEntries) {
      searchedEntries = entries;
      extensions.install(this, java.loader(), output);
    }
  }

  /** Has someone hear of each cell, before and after it, until the registration is closed. */
  public Registration onCells(CellListener listener) {
    return extensions.add(listener);
  }

  /**
   * Runs code that belongs to no cell, such as what a comm does with a message, as if in one: it
   * can be interrupted, and what it puts out goes to the output.
   *
   * @param name what the threads are called
   * @throws Throwable what the code threw; or that it was interrupted
   */
  public void callback(String name, CellOutput output, Callable<?> code) throws Throwable {
    var cell = context(name, output);
    running.add(cell);
    cell.enterBeside();
    CurrentSession.enter(this);
    try {
      var _ = cell.execution().call(code);
    } finally {
      left(cell);
    }
  }

  /**
   * What is to be said of something that a callback's code threw, which no cell's end says: with
   * its causes and its places in the cells.
   */
  public CellError describe(Throwable thrown) {
    return MagicErrors.describe(thrown, Optional.empty(), java);
  }

  private CellContext context(String name, CellOutput output) {
    return new CellContext(
        output, new CellStdin(CellInput.NONE), renderers, comms, new CellExecution(name));
  }

  private void left(CellContext cell) {
    running.remove(cell);
    CurrentSession.leave();
    CellContext.leave();
    cell.execution().ended();
  }

  /**
   * Stops all that runs: the loops, sleeps, waits and magics of the cell, and those of cells and
   * callbacks beside it. Returns at once; {@link #execute} returns when the cell has stopped, or
   * has been given up after 2 s.
   */
  public void interrupt() {
    // A copy: what begins when these have stopped is not meant.
    List.copyOf(running).forEach(cell -> cell.execution().stop());
    DebugAdapter attached = debugger.get();
    if (attached != null) {
      attached.cellsAreToEnd();
    }
  }

  /**
   * A debugger of this session, which takes the place of an earlier one. Until it is told to attach
   * it does nothing, and costs nothing.
   *
   * @param events takes the events of the Debug Adapter Protocol, from any thread
   */
  public DebugAdapter debugger(Consumer<ObjectNode> events) {
    CellContext context = context("debugger", CellOutput.NOWHERE);
    var opened = new DebugAdapter(java, context, this::interrupt, events);
    closeDebugger(debugger.getAndSet(opened));
    return opened;
  }

  private static void closeDebugger(DebugAdapter debugger) {
    if (debugger != null) {
      debugger.close();
    }
  }

  /**
   * Has something done, once, when the running cell is interrupted: for magics that work elsewhere,
   * and have that work cancelled. It runs at once, on a thread of its own, while the cell's threads
   * are interrupted; if the cell was interrupted already, too.
   *
   * @return what takes it back; closed by who registered it, when the work is done. Without a
   *     running cell nothing is registered.
   */
  public Registration onInterrupt(Runnable action) {
    Optional<CellContext> cell = CellContext.ofThread().or(() -> running.stream().findFirst());
    return cell.isEmpty() ? () -> {} : cell.get().execution().onStop(action);
  }

  /**
   * Adds jars and folders to the class path of the cells; variables keep their values. What is
   * there already is left out. Extensions among them are installed, in the running cell or before
   * the next.
   *
   * @return what was added
   */
  public List<Path> addToClassPath(List<Path> entries) {
    List<Path> added = java.addToClassPath(entries);
    CellContext.ofThread().ifPresent(cell -> installExtensions(cell.output()));
    return added;
  }

  /** The jars and folders that were added to the class path of the cells, in their order. */
  public List<Path> classPath() {
    return java.classPath();
  }

  /** The libraries of this JVM that cells see. */
  public List<SharedLibrary> sharedLibraries() {
    return libraries;
  }

  /** Where sources and Javadoc of the libraries of cells are found. */
  public LibrarySources librarySources() {
    return librarySources;
  }

  /** Says where sources and Javadoc of the libraries of cells are found from now on. */
  public void librarySources(LibrarySources sources) {
    librarySources = sources;
  }

  /**
   * What a cell gave to {@code System.exit}, if one has. That ended the cell; a front that is a
   * program of its own, such as a script's, ends as well.
   */
  public OptionalInt exitStatus() {
    return exitStatus;
  }

  void askedToExit(int status) {
    exitStatus = OptionalInt.of(status);
  }

  /** The number of the last counted cell; 0 before the first. */
  public int executionCount() {
    return executionCount.get();
  }

  /** What could stand at the cursor, a position in code points. */
  public Completions complete(String code, int cursor) {
    Completions found = assistance.complete(code, CodePoints.toIndex(code, cursor));
    return new Completions(
        found.matches(),
        CodePoints.fromIndex(code, found.start()),
        CodePoints.fromIndex(code, found.end()));
  }

  /**
   * What is known about the thing at the cursor.
   *
   * @param cursor a position in code points
   * @param detailLevel 0 for its declaration and documentation, 1 for its source too
   */
  public Optional<MimeBundle> inspect(String code, int cursor, int detailLevel) {
    return assistance.inspect(code, CodePoints.toIndex(code, cursor), detailLevel);
  }

  /**
   * What is known about a name: of a class, method, variable or package, qualified or not, or of a
   * magic with its percent sign.
   *
   * @param detailLevel 0 for its declaration and documentation, 1 for its source too
   */
  public Optional<MimeBundle> describe(String name, int detailLevel) {
    return assistance.describe(name, detailLevel);
  }

  /** Whether code is a whole cell, the beginning of one, or wrong in any case. */
  public Completeness isComplete(String code) {
    return assistance.isComplete(code);
  }

  /**
   * Evaluates a Java expression out of sight of the cells: no {@code $n}, nothing shown. For magics
   * that take names of variables, methods and expressions.
   *
   * @return its value, a live object or null
   * @throws EvaluationException if it does not compile, or throws
   */
  public Object evaluate(String expression) throws EvaluationException {
    return java.evaluateHidden(expression, cellOrNone());
  }

  private CellContext cellOrNone() {
    return CellContext.ofThread().orElseGet(() -> context("expression", CellOutput.NOWHERE));
  }

  /**
   * Executes code as part of the running cell, with magics: for magics that load or time code.
   *
   * @return the value of its last expression, a live object or null
   * @throws Exception what the code threw; of code that does not compile, a {@code
   *     SnippetException}
   */
  public Object run(String code) throws Exception {
    CellContext cell = cellOrNone();
    try {
      return new CellRun(this, java, magics, cell).runWithin(code, executionCount.get());
    } catch (SnippetException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a line magic with its words as they are.
   *
   * @return its value, or null
   * @throws Exception what the magic threw
   */
  public Object lineMagic(String name, List<String> words) throws Exception {
    return magic(Magics.Kind.LINE, name, words, "");
  }

  /**
   * Runs a cell magic with its words as they are, over a body.
   *
   * @return its value, or null
   * @throws Exception what the magic threw
   */
  public Object cellMagic(String name, List<String> words, String body) throws Exception {
    return magic(Magics.Kind.CELL, name, words, body);
  }

  private Object magic(Magics.Kind kind, String name, List<String> words, String body)
      throws Exception {
    var call = new MagicCall(this, cellOrNone().output(), body, 1, true);
    return magics.run(magics.find(kind, name), words, call);
  }

  /** The JShell underneath: its snippets, variables, methods and imports, live. */
  public JShell jshell() {
    return java.jshell();
  }

  /** The magics that cells may use; more can be added. */
  public Magics magics() {
    return magics.magics();
  }

  /** The session's methods of this name, newest last; empty if there is none. */
  public List<MethodSignature> methods(String name) {
    return java.methods(name);
  }

  /**
   * The declared type of a variable of the session, as source text, such as {@code List<String>}.
   */
  public Optional<String> variableType(String name) {
    return java.variableType(name);
  }

  /** The variables of the session; never waits for a cell. */
  public List<Declarations.Variable> variables() {
    return java.declarations().variables();
  }

  /**
   * Has something done once, on a thread of its own, when no cell has run for a second:
   * preparations that should not take time from cells. Dropped if the session is closed before.
   */
  public void whenIdle(Runnable task) {
    idleTasks.add(task);
  }

  /** The lines to what front ends have of this session, such as widgets. */
  public Comms comms() {
    return comms;
  }

  /** The message types that this session answers besides those of the protocol. */
  public MessageTypes messageTypes() {
    return messageTypes;
  }

  /**
   * Has something done once, on a thread of its own, when the next cell has ended, or when none has
   * come for a second: preparations that later cells will want. Dropped if the session is closed
   * before.
   */
  public void afterNextCell(Runnable task) {
    idleTasks.addAfterCell(task);
  }

  /** The ways in which values are shown, to which renderers can be added. */
  public Renderers renderers() {
    return renderers;
  }

  /** Ends the session: stops the running cell and frees the compiler. */
  @Override
  public void close() {
    interrupt();
    closeDebugger(debugger.getAndSet(null));
    idleTasks.close();
    assistance.close();
    java.close();
    CurrentSession.closed(this);
    onClose.getAndSet(() -> {}).run();
  }
}
