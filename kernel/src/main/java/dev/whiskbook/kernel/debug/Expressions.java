package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.CellExecution;
import dev.whiskbook.kernel.jshell.CellStopped;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates expressions where a cell is stopped: with its local variables, and the session's. An
 * expression is compiled once for each place, so that a condition in a loop costs little.
 */
final class Expressions {

  /** How long code of the user's may take that is run for a look at something. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}");

  private record Place(String expression, MethodSites method, int site) {}

  private final JavaEvaluator java;
  private final CellContext context;
  private final Map<Place, FrameSource.Compiled> compiled = new ConcurrentHashMap<>();

  Expressions(JavaEvaluator java, CellContext context) {
    this.java = java;
    this.context = context;
  }

  /** Forgets what was compiled. */
  void clear() {
    compiled.clear();
  }

  /**
   * Whether a condition is met. One that cannot be evaluated counts as met, and its cell is told
   * why. On the thread of the cell.
   */
  boolean isTrue(String condition, Frame frame) {
    try {
      return (boolean)
          DebuggedThread.undisturbed(
              () -> compile("(boolean) (" + condition + ")", frame).evaluate(frame));
    } catch (CellStopped e) {
      throw e;
    } catch (Throwable e) { // the condition is a user's code
      complain("condition '" + condition + "'", frame, e);
      return true;
    }
  }

  /**
   * Prints a message into the cell, with the values of the expressions in it. On the thread of the
   * cell.
   */
  void log(String message, Frame frame) {
    try {
      System.out.println(DebuggedThread.undisturbed(() -> filled(message, frame)));
    } catch (CellStopped e) {
      throw e;
    } catch (Throwable e) { // the expressions are a user's code
      complain("message '" + message + "'", frame, e);
    }
  }

  private String filled(String message, Frame frame) throws Throwable {
    var text = new StringBuilder();
    Matcher expression = IN_BRACES.matcher(message);
    while (expression.find()) {
      Object value = compile(expression.group(1), frame).evaluate(frame);
      expression.appendReplacement(text, Matcher.quoteReplacement(String.valueOf(value)));
    }
    return expression.appendTail(text).toString();
  }

  private static void complain(String what, Frame frame, Throwable e) {
    System.err.println(
        "The %s of the breakpoint in cell %d, line %d cannot be evaluated: %s"
            .formatted(
                what,
                frame.method().origin().cell(),
                frame.line(),
                e instanceof DebugException ? e.getMessage() : e));
  }

  /**
   * Evaluates what a user asks for.
   *
   * @param frame the place, or null for the session alone
   * @throws DebugException if it does not compile, throws, or takes too long
   */
  Object evaluate(String expression, Frame frame) {
    if (frame == null) {
      return inTime(execution -> hidden(expression, execution));
    }
    FrameSource.Compiled code = compile(expression, frame);
    return inTime(execution -> execution.call(() -> call(code, frame)));
  }

  private static Object call(FrameSource.Compiled code, Frame frame) throws Exception {
    try {
      return code.evaluate(frame);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new DebugException(e.toString());
    }
  }

  /**
   * Runs code of the user's for a while at most, on a thread that stops at no breakpoints.
   *
   * @throws DebugException if it throws, or takes too long
   */
  <T> T inTime(Callable<T> code) {
    return inTime(execution -> execution.call(code));
  }

  private <T> T inTime(InExecution<T> code) {
    var execution = new CellExecution("debugger");
    var ended = new CompletableFuture<Void>();
    CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!ended.isDone()) {
                execution.stop();
              }
            });
    context.beside(execution).enterBeside();
    try {
      return DebuggedThread.undisturbed(() -> code.run(execution));
    } catch (Throwable e) { // it is a user's code
      throw execution.isStopping()
          ? new DebugException(
              "It was stopped after " + PATIENCE.toSeconds() + " s, which is all that it may take.")
          : new DebugException(e instanceof DebugException ? e.getMessage() : e.toString());
    } finally {
      ended.complete(null);
      CellContext.leave();
      execution.ended();
    }
  }

  /** Code that runs as a part of an execution. */
  private interface InExecution<T> {
    T run(CellExecution execution) throws Throwable;
  }

  private FrameSource.Compiled compile(String expression, Frame frame) {
    var place = new Place(expression, frame.method(), frame.site());
    FrameSource.Compiled known = compiled.get(place);
    if (known == null) {
      known = compile(FrameSource.of(expression, frame));
      compiled.put(place, known);
    }
    return known;
  }

  private FrameSource.Compiled compile(FrameSource source) {
    var execution = new CellExecution("debugger");
    FrameCode code;
    try {
      code = (FrameCode) hidden(source.asExpression(), execution);
    } catch (DebugException asExpression) {
      try {
        code = (FrameCode) hidden(source.asStatement(), execution);
      } catch (DebugException _) {
        throw asExpression;
      }
    }
    return new FrameSource.Compiled(code, source.variables());
  }

  private Object hidden(String expression, CellExecution execution) {
    try {
      return java.evaluateHidden(expression, context.beside(execution));
    } catch (EvaluationException e) {
      throw new DebugException(e.getMessage());
    }
  }
}
