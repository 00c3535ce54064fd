package dev.whiskbook.kernel.jshell;

import java.util.ArrayDeque;
import java.util.Deque;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * The values that JShell names {@code $1}, {@code $2} …: the last few stay, for each one slows
 * later cells down. Guarded by the compiler's lock.
 */
final class Temporaries {

  private static final int KEPT = 3;

  private final JShell jshell;
  private final FinishedSnippets finished;
  private final Deque<Snippet> kept = new ArrayDeque<>();

  Temporaries(JShell jshell, FinishedSnippets finished) {
    this.jshell = jshell;
    this.finished = finished;
  }

  /** Keeps the newest value, in the place of the oldest. */
  void keep(Snippet temporary) {
    kept.addLast(temporary);
    if (kept.size() > KEPT) {
      drop(kept.removeFirst());
    }
  }

  /** Drops a value that nobody has seen. */
  void drop(Snippet temporary) {
    jshell.drop(temporary);
    finished.add(temporary);
  }

  /** The source with the name of the newest value for {@code $_}. */
  String named(String source) {
    return kept.peekLast() instanceof VarSnippet newest
        ? LastValue.named(newest.name(), source)
        : source;
  }
}
