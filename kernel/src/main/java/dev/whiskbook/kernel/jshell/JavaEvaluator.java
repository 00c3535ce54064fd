package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.MethodSignature;
import dev.whiskbook.kernel.StreamName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/**
 * Evaluates Java snippets, keeps their variables, and says where errors are in the user's cells.
 * The compiler is guarded by one lock, which is free while code of a cell runs.
 */
public final class JavaEvaluator implements AutoCloseable {

  private final ReentrantLock compiling = new ReentrantLock();
  private final CellClassLoader loader;
  private final CellExecutionControl control;
  private final JShell jshell;
  private CellFileManager files;
  private final SourceCodeAnalysis analysis;
  private final Set<Path> classPath = new LinkedHashSet<>();
  private final KnownDeclarations declarations;
  private final Map<String, Origin> origins = new HashMap<>();
  private final Temporaries temporaries;
  private final FinishedSnippets finished;
  private final SnippetFailures failures;
  private final SameNames names;

  /** Null until the first cell has ended, and where they cannot be reached. */
  private CompilerSymbols symbols;

  private final ImportedNames importedNames;

  /** What JShell has not been given yet. */
  private volatile StartupCode startup;

  /** Where the snippet stands that is being evaluated. */
  private Origin evaluating = Origin.HIDDEN;

  /**
   * @param compilerOptions options of javac
   * @param libraries what cells see of this JVM's own libraries
   * @param startup what is declared from the beginning
   */
  public JavaEvaluator(
      List<String> compilerOptions, SharedLibraries libraries, StartupCode startup) {
    this.startup = startup;
    loader = new CellClassLoader(JavaEvaluator.class.getClassLoader(), libraries);
    importedNames = new ImportedNames(loader);
    control = new CellExecutionControl(loader, compiling);
    jshell =
        JShell.builder()
            .executionEngine(new InProcess(control), Map.of())
            .compilerOptions(withLocalVariables(compilerOptions))
            .fileManager(standard -> files = new CellFileManager(standard, libraries, loader))
            .build();
    analysis = jshell.sourceCodeAnalysis();
    declarations =
        new KnownDeclarations(
            jshell,
            compiling,
            () -> Stream.concat(libraries.paths().stream(), classPath.stream()).toList(),
            () -> this.startup);
    finished = new FinishedSnippets(jshell, control.classes(), this::forget);
    temporaries = new Temporaries(jshell, finished);
    names = new SameNames(jshell);
    failures = new SnippetFailures(jshell, control, origins, finished);
  }

  /**
   * Adds jars and folders to the class path of the cells; variables keep their values. What is
   * there already is left out.
   *
   * @return what was added
   */
  public List<Path> addToClassPath(List<Path> entries) {
    compiling.lock();
    try {
      List<Path> fresh =
          entries.stream()
              .map(entry -> entry.toAbsolutePath().normalize())
              .filter(classPath::add)
              .toList();
      if (!fresh.isEmpty()) {
        loader.add(fresh);
        files.add(fresh);
        importedNames.changed();
        declarations.changed();
        jshell.addToClasspath(fresh.getFirst().toString()); // has the compiler look again
      }
      return fresh;
    } finally {
      compiling.unlock();
    }
  }

  /** The jars and folders that were added to the class path of the cells, in their order. */
  public List<Path> classPath() {
    compiling.lock();
    try {
      return List.copyOf(classPath);
    } finally {
      compiling.unlock();
    }
  }

  /** The classes name their local variables, for debuggers. */
  private static String[] withLocalVariables(List<String> compilerOptions) {
    return Stream.concat(Stream.of("-g"), compilerOptions.stream()).toArray(String[]::new);
  }

  /**
   * Evaluates all the snippets in a text.
   *
   * @param origin where the text stands in its cell
   * @return the value of the last snippet, or {@link Value#NONE} where it has none or ends in a
   *     semicolon
   * @throws SnippetException at the first snippet that fails; those before it stay
   */
  public Value evaluateAll(String source, Origin origin, CellContext cell) throws SnippetException {
    compiling.lock();
    try {
      declareWhatIsMeant(source);
      Value value = Value.NONE;
      String rest = source.stripLeading(); // JShell counts lines from the first that is not blank
      while (!rest.isBlank()) {
        CompletionInfo next = analysis.analyzeCompletion(rest);
        boolean whole = next.completeness().isComplete();
        if (next.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
          break;
        }
        String remaining = whole ? next.remaining() : "";
        String typed = rest.substring(0, rest.length() - remaining.length());
        Origin place = origin.after(source.substring(0, source.length() - rest.length()));
        try {
          value = evaluate(temporaries.named(whole ? next.source() : rest), place, cell);
        } catch (SnippetRejected rejected) {
          throw failures.withLaterOnes(rejected, remaining, place.after(typed));
        }
        value = typed.stripTrailing().endsWith(";") ? Value.NONE : value;
        rest = remaining.stripLeading();
      }
      return value;
    } finally {
      compiling.unlock();
    }
  }

  /**
   * Where in cells something was thrown, as lines of a traceback; empty if no cell had to do with
   * it.
   */
  public List<String> places(Throwable thrown, Origin running) {
    if (!SnippetErrors.isFromCells(thrown)) {
      return List.of();
    }
    compiling.lock();
    try {
      begin(Origin.HIDDEN, new CellExecution("traceback"));
      return failures.places(thrown, running);
    } finally {
      compiling.unlock();
    }
  }

  /**
   * Evaluates an expression of which nothing remains: no {@code $n}, no trace in later cells.
   *
   * @throws EvaluationException if it does not compile, has no value, or throws
   */
  public Object evaluateHidden(String expression, CellContext cell) throws EvaluationException {
    List<SnippetEvent> events = List.of();
    compiling.lock();
    try {
      declareWhatIsMeant(expression);
      begin(Origin.HIDDEN, cell.execution());
      events = jshell.eval(expression);
      Object value = control.takeValue();
      Throwable thrown = control.takeThrown();
      Snippet snippet = events.isEmpty() ? null : events.getFirst().snippet();
      if (thrown != null) {
        throw new EvaluationException(thrown.toString(), thrown);
      }
      if (snippet == null || events.getFirst().status() == Status.REJECTED) {
        String message =
            snippet == null
                ? "there is no expression"
                : SnippetErrors.firstMessage(jshell.diagnostics(snippet).toList());
        throw new EvaluationException(message, null);
      }
      return value;
    } finally {
      finishHidden(events);
      compiling.unlock();
    }
  }

  /** Makes the compilations of later cells cheaper, for which the first one shall not wait. */
  public void prepare() {
    compiling.lock();
    try {
      symbols = symbols == null ? CompilerSymbols.of(jshell) : symbols;
    } finally {
      compiling.unlock();
    }
  }

  private void declareWhatIsMeant(String source) {
    declare(startup.meantBy(source, importedNames));
  }

  /** What does not compile stays, and is told to each cell that means it. */
  private void declare(StartupCode code) {
    code.snippets().forEach(this::declare);
    startup = startup.without(code);
  }

  private void declare(String snippet) {
    begin(Origin.HIDDEN, new CellExecution("startup"));
    for (SnippetEvent event : jshell.eval(snippet)) {
      if (event.status() == Status.REJECTED) {
        String message = SnippetErrors.firstMessage(jshell.diagnostics(event.snippet()).toList());
        throw new IllegalArgumentException(
            "The startup code '" + snippet + "' does not compile: " + message);
      }
    }
  }

  /** What has been declared up to now; never waits for a cell. */
  public Declarations declarations() {
    return declarations.now();
  }

  public List<MethodSignature> methods(String name) {
    compiling.lock();
    try {
      return jshell
          .methods()
          .filter(method -> method.name().equals(name) && jshell.status(method).isActive())
          .map(JavaEvaluator::signature)
          .toList();
    } finally {
      compiling.unlock();
    }
  }

  public Optional<String> variableType(String name) {
    compiling.lock();
    try {
      declareWhatIsMeant(name);
      return jshell
          .variables()
          .filter(variable -> variable.name().equals(name) && jshell.status(variable).isActive())
          .map(VarSnippet::typeName)
          .findFirst();
    } finally {
      compiling.unlock();
    }
  }

  /**
   * Weaves more into the code of cells, that of earlier ones too, until {@link #detach}.
   *
   * @throws IllegalStateException if this JVM cannot redefine classes
   */
  public void attach(CodeWeaver weaver) {
    compiling.lock();
    try {
      control.extraWeaving().attach(weaver, this::lines, cellClasses());
    } finally {
      compiling.unlock();
    }
  }

  /** Takes out of all code what {@link #attach} has brought in. */
  public void detach() {
    compiling.lock();
    try {
      control.extraWeaving().detach(cellClasses());
    } finally {
      compiling.unlock();
    }
  }

  /** The classes of the snippets that cells have declared and can still use. */
  private List<Class<?>> cellClasses() {
    return control
        .classes(
            jshell
                .snippets()
                .filter(snippet -> jshell.status(snippet).isActive() && isUsers(snippet))
                .filter(snippet -> snippet.kind() != Kind.IMPORT)
                .map(snippet -> analysis.wrapper(snippet).fullClassName())
                .distinct())
        .stream()
        .<Class<?>>flatMap(type -> Stream.of(type.getNestMembers()))
        .toList();
  }

  private CellLine[] lines(String className) {
    return SnippetLines.of(
        className,
        jshell
            .snippets()
            .filter(snippet -> jshell.status(snippet).isActive() && snippet.kind() != Kind.IMPORT)
            .toList(),
        analysis,
        snippet -> origins.getOrDefault(snippet.id(), evaluating));
  }

  private boolean isUsers(Snippet snippet) {
    return !origins.getOrDefault(snippet.id(), Origin.HIDDEN).isHidden();
  }

  /** The variables that cells have declared, without JShell's {@code $n}, in that order. */
  public List<SessionVariable> variables() {
    compiling.lock();
    try {
      startup.variables().forEach(variable -> declareWhatIsMeant(variable.name()));
      return jshell
          .variables()
          .filter(variable -> isUsers(variable) && !variable.name().startsWith("$"))
          .filter(variable -> jshell.status(variable) == Status.VALID)
          .map(this::variable)
          .toList();
    } finally {
      compiling.unlock();
    }
  }

  /**
   * The value of a variable as it is now. Runs no code, and waits for none: empty while a cell is
   * being compiled, or if there is no such variable.
   */
  public Optional<Value> peek(String variable) {
    if (!compiling.tryLock()) {
      return Optional.empty();
    }
    try {
      return jshell
          .variables()
          .filter(v -> v.name().equals(variable) && jshell.status(v) == Status.VALID)
          .findFirst()
          .map(v -> Value.of(variable(v).value()));
    } finally {
      compiling.unlock();
    }
  }

  private SessionVariable variable(VarSnippet variable) {
    try {
      String className = analysis.wrapper(variable).fullClassName();
      return new SessionVariable(
          variable.name(), SnippetNames.type(variable), control.field(className, variable.name()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The variable " + variable.name() + " is declared", e);
    }
  }

  /**
   * The JShell itself. Its own index of all classes is made with the first call, on a thread of its
   * own: nothing here uses it, and it takes 0.1 s of a processor and 100 MB for a moment.
   */
  public JShell jshell() {
    compiling.lock();
    try {
      declare(startup);
      if (files.index()) {
        jshell.addToClasspath(System.getProperty("java.home")); // has the index look again
      }
      return jshell;
    } finally {
      compiling.unlock();
    }
  }

  /** Loads the classes of cells and of added jars. */
  public ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() {
    jshell.close();
  }

  private Value evaluate(String snippet, Origin origin, CellContext cell) throws SnippetException {
    begin(origin, cell.execution());
    Value value = Value.NONE;
    List<SnippetEvent> events = jshell.eval(snippet);
    if (symbols != null) {
      symbols.index();
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        dependent(event);
      }
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        value = outcome(event, origin, cell);
        for (String gone : names.giveWayTo(event.snippet(), events)) {
          cell.output().stream(
              StreamName.STDERR, gone + " is gone: the name of its type means another one now.\n");
        }
      }
    }
    for (String lost : control.classes().takeLostVariables()) {
      cell.output().stream(
          StreamName.STDERR,
          lost + " lost its value and is null: its type was declared anew, with other members.\n");
    }
    control.extraWeaving().ready();
    return value;
  }

  /** A snippet that something else was declared anew for. */
  private void dependent(SnippetEvent event) {
    if (event.status() == Status.OVERWRITTEN) {
      finished.add(event.snippet());
    } else if (event.snippet() instanceof VarSnippet variable
        && event.previousStatus().isDefined()
        && !event.status().isDefined()) {
      // What the variable was computed from has another type now, so that its initializer does not
      // compile any more; but it was computed. Declared without one it finds its value again.
      // Its initial value, null or 0, is not assigned.
      control.doNext(() -> "");
      jshell.eval(variable.typeName() + " " + variable.name() + ";");
      control.doNext(null);
    }
  }

  private void begin(Origin origin, CellExecution execution) {
    evaluating = origin;
    control.begin(execution);
    control.extraWeaving().begin(!origin.isHidden());
  }

  private Value outcome(SnippetEvent event, Origin origin, CellContext cell)
      throws SnippetException {
    Snippet snippet = event.snippet();
    origins.put(snippet.id(), origin);
    if (!snippet.kind().isPersistent() || event.status() == Status.REJECTED) {
      finished.add(snippet);
    }
    Object result = control.takeValue();
    Throwable thrown = control.takeThrown();
    boolean temporary = snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    String refused = control.refused();
    boolean stopped = cell.execution().isStopping();
    if (temporary && (stopped || event.exception() != null || refused != null)) {
      temporaries.drop(snippet);
    }
    if (stopped) {
      throw new SnippetException(CellError.interrupted(""), null);
    }
    if (event.exception() != null) {
      throw failures.thrown(event.exception(), thrown, origin);
    }
    if (refused != null) {
      throw new SnippetException(SnippetErrors.refused(refused, origin), null);
    }
    failures.check(event, origin);
    if (event.status() != Status.VALID) {
      String note = SnippetErrors.unresolved(jshell, (DeclarationSnippet) snippet);
      cell.output().stream(StreamName.STDERR, note);
    }
    if (temporary) {
      temporaries.keep(snippet);
      return Value.of(result);
    }
    return snippet.kind() == Kind.EXPRESSION ? Value.of(result) : Value.NONE;
  }

  private void finishHidden(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        temporaries.drop(snippet);
      } else if (!snippet.kind().isPersistent() || !jshell.status(snippet).isActive()) {
        finished.add(snippet);
      }
    }
  }

  private void forget(Snippet snippet) {
    if (!finished.isOverwritten(snippet)) {
      origins.remove(snippet.id());
    }
  }

  private static MethodSignature signature(MethodSnippet method) {
    String parameters = method.parameterTypes();
    String signature = method.signature();
    String returnType = signature.substring(signature.lastIndexOf(')') + 1);
    return new MethodSignature(method.name(), ParameterTypes.split(parameters), returnType);
  }
}
