package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.Traceback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Turns what JShell says about a failed snippet into an error that points into the user's cell. */
final class SnippetErrors {

  /** Frames of libraries that are shown above the first frame of a cell. */
  private static final int SHOWN_LIBRARY_FRAMES = 8;

  /** What JShell calls code that stands in no method, and javac a lambda in it. */
  private static final Pattern IN_NO_METHOD = Pattern.compile("^(lambda\\$)?do_it\\$");

  private SnippetErrors() {}

  /** The JVM did not take the class that the compiler made. */
  static CellError refused(String reason, Origin origin) {
    String preview =
        reason.contains("Preview features")
            ? " Start the kernel with JDK_JAVA_OPTIONS=--enable-preview in its environment."
            : "";
    String message = "The JVM refuses the code of this cell: " + reason + "." + preview;
    return new CellError(
        "CompilationError",
        message,
        List.of(
            Traceback.headline("CompilationError", message),
            Traceback.place(origin.cell(), origin.line(), ""),
            Traceback.sourceLine(origin.line(), origin.textOf(origin.line()))),
        OptionalInt.of(origin.line()));
  }

  /** Whether code of a cell had to do with something that was thrown. */
  static boolean isFromCells(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("REPL.$JShell$"));
  }

  /**
   * The snippet threw.
   *
   * @param unresolved what a declaration waits for
   * @param suppressed the lines of exceptions that were suppressed, to follow the causes
   */
  static CellError thrown(
      JShellException exception,
      Origin origin,
      Map<String, Origin> origins,
      Function<DeclarationSnippet, List<String>> unresolved,
      List<String> suppressed) {
    var traceback = new ArrayList<String>();
    int line = 0;
    String headline = "";
    for (Throwable e = exception; e != null; e = e.getCause()) {
      headline = Traceback.headline(name(e), text(e, unresolved));
      traceback.add(traceback.isEmpty() ? headline : "Caused by: " + headline);
      int cellLine = addFrames(e.getStackTrace(), origin, origins, traceback);
      line = line == 0 ? cellLine : line;
    }
    traceback.addAll(suppressed);
    return new CellError(
        name(exception),
        text(exception, unresolved),
        traceback,
        line == 0 ? OptionalInt.empty() : OptionalInt.of(line));
  }

  /**
   * Adds the frames of a stack down to the cell that is running, as lines of a traceback.
   *
   * @return the first line of the running cell among them, or 0
   */
  static int addFrames(
      StackTraceElement[] frames,
      Origin running,
      Map<String, Origin> origins,
      List<String> traceback) {
    int firstLine = 0;
    int libraryFrames = 0;
    for (StackTraceElement frame : frames) {
      String file = frame.getFileName();
      Origin origin =
          file != null && file.startsWith("#")
              ? origins.getOrDefault(file.substring(1), running)
              : null;
      if (origin == null) {
        if (firstLine == 0 && libraryFrames++ < SHOWN_LIBRARY_FRAMES && !Traceback.isOurs(frame)) {
          traceback.add("    at " + frame);
        }
      } else if (!origin.isHidden()) {
        int line = origin.line() + Math.max(frame.getLineNumber(), 1) - 1;
        firstLine = firstLine == 0 && origin.cell() == running.cell() ? line : firstLine;
        traceback.add(Traceback.place(origin.cell(), line, method(frame)));
        traceback.add(Traceback.sourceLine(line, origin.textOf(line)));
      }
    }
    return firstLine;
  }

  private static String method(StackTraceElement frame) {
    String method = frame.getMethodName();
    if (method == null || method.isEmpty() || IN_NO_METHOD.matcher(method).find()) {
      return "";
    }
    String type = frame.getClassName();
    return "in " + (type == null || type.isEmpty() ? "" : type + ".") + method;
  }

  private static String name(Throwable e) {
    return switch (e) {
      case EvalException thrown -> Traceback.withoutWrappers(thrown.getExceptionClassName());
      case UnresolvedReferenceException _ -> "UnresolvedReference";
      default -> e.getClass().getName();
    };
  }

  private static String text(Throwable e, Function<DeclarationSnippet, List<String>> unresolved) {
    if (e instanceof UnresolvedReferenceException reference) {
      DeclarationSnippet snippet = reference.getSnippet();
      List<String> missing = unresolved.apply(snippet);
      return describe(snippet)
          + (missing.isEmpty()
              ? " cannot be used: its code does not compile any more."
              : " cannot be used before this is declared: " + String.join(", ", missing) + ".");
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    return Traceback.withoutWrappers(message);
  }

  /** What a declaration waits for before it can be used, as a line for the user. */
  static String unresolved(JShell jshell, DeclarationSnippet snippet) {
    String missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    String errors =
        jshell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .map(d -> message(d).lines().findFirst().orElse(""))
            .distinct()
            .collect(Collectors.joining("; "));
    String reason = missing.isEmpty() ? errors : missing;
    return describe(snippet)
        + " is declared; it can be used once this is declared too: "
        + reason
        + "\n";
  }

  private static String describe(DeclarationSnippet snippet) {
    return switch (snippet.kind()) {
      case Snippet.Kind.METHOD -> "The method " + snippet.name();
      case Snippet.Kind.VAR -> "The variable " + snippet.name();
      default -> "The type " + snippet.name();
    };
  }

  static String firstMessage(List<Diag> diagnostics) {
    return diagnostics.stream()
        .filter(Diag::isError)
        .map(SnippetErrors::message)
        .findFirst()
        .orElse("this is not Java that can be evaluated");
  }

  static String message(Diag diagnostic) {
    return diagnostic
        .getMessage(Locale.ROOT)
        .lines()
        .filter(line -> !line.strip().startsWith("location:"))
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }
}
