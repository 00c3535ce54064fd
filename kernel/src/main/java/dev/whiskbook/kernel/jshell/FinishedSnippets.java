package dev.whiskbook.kernel.jshell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Snippets that no later one can refer to: statements and expressions that ran, declarations that
 * were declared anew, and what the compiler refused. The newest stay, for the tracebacks of what
 * they left running; the rest is forgotten, so that a session's memory does not grow with its
 * cells. Guarded by the compiler's lock.
 */
final class FinishedSnippets {

  private static final int KEPT = 100;

  private record Finished(Snippet snippet, WrapperName wrapper) {}

  private final Deque<Finished> finished = new ArrayDeque<>();
  private final JShell jshell;
  private final SourceCodeAnalysis analysis;
  private final SnippetClasses classes;
  private final JShellMemory memory;
  private final Consumer<Snippet> forgotten;

  /**
   * @param forgotten is told of each snippet that is forgotten
   */
  FinishedSnippets(JShell jshell, SnippetClasses classes, Consumer<Snippet> forgotten) {
    this.jshell = jshell;
    analysis = jshell.sourceCodeAnalysis();
    memory = JShellMemory.of(jshell);
    this.classes = classes;
    this.forgotten = forgotten;
  }

  /** Takes a snippet that is over; forgets the oldest in its place. */
  void add(Snippet snippet) {
    finished.addLast(new Finished(snippet, wrapper(snippet)));
    while (finished.size() > KEPT) {
      Finished oldest = finished.removeFirst();
      if (memory != null) {
        // Only what JShell forgets, too, may go: it would not declare it again.
        if (oldest.wrapper() != null) {
          classes.forget(oldest.wrapper());
        }
        memory.remove(oldest.snippet(), oldest.wrapper());
        forgotten.accept(oldest.snippet());
      }
    }
  }

  /** Whether there is a newer snippet with the same id. */
  boolean isOverwritten(Snippet snippet) {
    return jshell.status(snippet) == Snippet.Status.OVERWRITTEN;
  }

  private WrapperName wrapper(Snippet snippet) {
    if (snippet.kind() == Snippet.Kind.IMPORT || snippet.kind() == Snippet.Kind.ERRONEOUS) {
      return null;
    }
    WrapperName wrapper = WrapperName.of(analysis.wrapper(snippet).fullClassName()).orElse(null);
    // A declaration that was changed in place shares its class with the newer one.
    boolean shared = isOverwritten(snippet) && wrapper != null && classes.isNewest(wrapper);
    return shared ? null : wrapper;
  }
}
