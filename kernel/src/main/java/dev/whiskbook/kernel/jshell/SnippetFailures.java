package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.Traceback;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Finds out what is to be said about a snippet that failed, for which it asks the compiler again.
 * Guarded by the compiler's lock.
 */
final class SnippetFailures {

  private final JShell jshell;
  private final SourceCodeAnalysis analysis;
  private final CellExecutionControl control;
  private final Map<String, Origin> origins;
  private final FinishedSnippets finished;

  /**
   * @param origins where the snippets stand, by their ids
   */
  SnippetFailures(
      JShell jshell,
      CellExecutionControl control,
      Map<String, Origin> origins,
      FinishedSnippets finished) {
    this.jshell = jshell;
    analysis = jshell.sourceCodeAnalysis();
    this.control = control;
    this.origins = origins;
    this.finished = finished;
  }

  /** Throws if the compiler refused a snippet. */
  void check(SnippetEvent event, Origin origin) throws SnippetRejected {
    if (event.status() == Status.REJECTED || !isWaiting(event)) {
      Snippet snippet = event.snippet();
      List<Diag> diagnostics = jshell.diagnostics(snippet).toList();
      if (event.status() != Status.REJECTED) {
        jshell.drop(snippet);
      }
      throw new SnippetRejected(diagnostics, snippet.source(), origin);
    }
  }

  /**
   * Whether a snippet is valid, or waits for something that is not declared yet. What is neither
   * failed late in the compiler: code that is too large, above all.
   */
  private boolean isWaiting(SnippetEvent event) {
    return event.status() == Status.VALID
        || (event.snippet() instanceof DeclarationSnippet declaration
            && (jshell.unresolvedDependencies(declaration).findAny().isPresent()
                || jshell.diagnostics(declaration).noneMatch(Diag::isError)));
  }

  /** The error of a snippet, and those of the snippets behind it, which are not executed. */
  SnippetException withLaterOnes(SnippetRejected first, String source, Origin origin) {
    var errors = new CompilationErrors(first);
    String rest = source.stripLeading();
    while (!rest.isBlank() && !errors.areEnough()) {
      CompletionInfo next = analysis.analyzeCompletion(rest);
      if (next.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
        break;
      }
      boolean whole = next.completeness().isComplete();
      String snippet = whole ? next.source() : rest;
      Origin place = origin.after(source.substring(0, source.length() - rest.length()));
      for (Snippet scratch : analysis.sourceToSnippets(snippet)) {
        errors.add(new SnippetRejected(jshell.diagnostics(scratch).toList(), snippet, place));
      }
      rest = whole ? next.remaining().stripLeading() : "";
    }
    return new SnippetException(errors.describe(), null);
  }

  /** Where in cells something was thrown, as lines of a traceback. */
  List<String> places(Throwable thrown, Origin running) {
    var lines = new ArrayList<String>();
    // Thrown through a snippet, for JShell alone knows which line of which snippet a frame is.
    control.doNext(
        () -> {
          throw new InvocationTargetException(thrown);
        });
    for (SnippetEvent event : jshell.eval("if (true) {}")) {
      finished.add(event.snippet());
      if (event.exception() != null) {
        SnippetErrors.addFrames(event.exception().getStackTrace(), running, origins, lines);
      }
    }
    control.doNext(null);
    return lines;
  }

  /**
   * The error of a snippet that threw.
   *
   * @param exception what it threw as JShell has it, with places in snippets
   * @param thrown the same as it is
   */
  SnippetException thrown(JShellException exception, Throwable thrown, Origin origin) {
    var suppressed = new ArrayList<String>();
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      for (Throwable s : e.getSuppressed()) {
        suppressed.add(
            "Suppressed: "
                + Traceback.headline(
                    Traceback.withoutWrappers(s.getClass().getName()), message(s)));
        if (SnippetErrors.isFromCells(s)) {
          suppressed.addAll(places(s, origin));
        }
      }
    }
    CellError error =
        SnippetErrors.thrown(
            exception,
            origin,
            origins,
            declaration -> jshell.unresolvedDependencies(declaration).toList(),
            suppressed);
    return new SnippetException(error, thrown);
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? "" : Traceback.withoutWrappers(e.getMessage());
  }
}
