package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.CellExecution;
import dev.whiskbook.kernel.jshell.CellLine;
import dev.whiskbook.kernel.jshell.CodeWeaver;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.Origin;
import dev.whiskbook.kernel.magic.MagicValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.SourceVersion;

/**
 * Debugs the code of the cells of one session: weaves probes into it while attached, and decides
 * what their threads stop for.
 */
final class Debugger implements CodeWeaver {

  /** All exceptions that come through code of a cell. */
  static final String RAISED = "raised";

  /** Exceptions that no code of a cell catches. */
  static final String UNCAUGHT = "uncaught";

  private final JavaEvaluator java;
  private final CellContext context;
  private final CellSources sources;
  private final Expressions expressions;
  private final Breakpoints breakpoints;
  private final Stops stops;
  private final Threads threads = new Threads(this);
  private volatile Set<String> exceptionFilters = Set.of();
  private volatile boolean attached;

  /** Methods with probes whose places are not known yet; guarded by the lock of the compiler. */
  private final List<MethodSites> unplaced = new ArrayList<>();

  Debugger(JavaEvaluator java, CellContext context, CellSources sources, Stops.Listener listener) {
    this.java = java;
    this.context = context;
    this.sources = sources;
    expressions = new Expressions(java, context);
    breakpoints = new Breakpoints(expressions);
    stops = new Stops(listener);
  }

  boolean isAttached() {
    return attached;
  }

  /** Weaves probes into the code of cells, that of earlier ones too. */
  void attach() {
    if (attached) {
      return;
    }
    try {
      java.attach(this);
    } catch (IllegalStateException e) {
      throw new DebugException(e.getMessage());
    }
    stops.open();
    attached = true;
  }

  /** Lets all threads go on, takes the probes out, and forgets all breakpoints. */
  void detach() {
    if (!attached) {
      return;
    }
    attached = false;
    exceptionFilters = Set.of();
    breakpoints.clear();
    stops.close();
    java.detach();
    expressions.clear();
    unplaced.clear();
  }

  @Override
  public byte[] weave(byte[] bytecodes, ClassLoader loader) {
    return new ProbeWeaver(this, unplaced::add).weave(bytecodes, loader);
  }

  @Override
  public void ready(Function<String, CellLine[]> lines) {
    if (unplaced.isEmpty()) {
      return;
    }
    Map<String, CellLine[]> byClass = new LinkedHashMap<>();
    for (MethodSites method : unplaced) {
      method.place(byClass.computeIfAbsent(method.className(), lines), sources);
    }
    breakpoints.add(unplaced.stream().filter(method -> !method.origin().isHidden()).toList());
    unplaced.clear();
  }

  void stopForExceptions(Set<String> filters) {
    exceptionFilters = Set.copyOf(filters);
  }

  /** Whether an exception that passes through a frame is one to stop for. */
  boolean stopsFor(Frame frame, Throwable exception) {
    return exceptionFilters.contains(RAISED)
        || (exceptionFilters.contains(UNCAUGHT) && !isCaught(frame, exception));
  }

  private static boolean isCaught(Frame innermost, Throwable exception) {
    boolean caught = false;
    for (Frame frame = innermost; frame != null && !caught; frame = frame.caller()) {
      caught = frame.method().catches(frame.site(), exception);
    }
    return caught;
  }

  /** Declares a variable of the session with a value. */
  void declare(String name, Member variable, Origin origin) {
    if (!SourceVersion.isName(name)) {
      throw new DebugException("'" + name + "' is no name of a variable.");
    }
    String type = variable.source().isEmpty() ? "var" : variable.source();
    String source = MagicValues.declare(type + " " + name, variable.value(), Object.class);
    var execution = new CellExecution("debugger");
    try {
      DebuggedThread.undisturbed(() -> java.evaluateAll(source, origin, context.beside(execution)));
    } catch (Throwable e) { // it may fail where its type has no name
      throw new DebugException("The variable " + name + " cannot be declared: " + e.getMessage());
    }
  }

  Threads threads() {
    return threads;
  }

  Breakpoints breakpoints() {
    return breakpoints;
  }

  Stops stops() {
    return stops;
  }

  Expressions expressions() {
    return expressions;
  }
}
