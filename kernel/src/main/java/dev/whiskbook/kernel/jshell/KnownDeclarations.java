package dev.whiskbook.kernel.jshell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * The session's declarations as they were when the compiler was last free. Asking never waits: an
 * editor that asks while a cell is being compiled gets what was there before it.
 */
final class KnownDeclarations {

  private final JShell jshell;
  private final ReentrantLock compiling;
  private final Supplier<List<Path>> classPath;
  private final Supplier<StartupCode> undeclared;
  private final AtomicLong changes = new AtomicLong(1);
  private volatile Declarations last = Declarations.NONE;

  /**
   * @param classPath what the compiler sees; asked for with the lock held
   * @param undeclared what JShell will be given before any code that means it; asked likewise
   */
  KnownDeclarations(
      JShell jshell,
      ReentrantLock compiling,
      Supplier<List<Path>> classPath,
      Supplier<StartupCode> undeclared) {
    this.jshell = jshell;
    this.compiling = compiling;
    this.classPath = classPath;
    this.undeclared = undeclared;
    jshell.onSnippetEvent(_ -> changed());
  }

  /** Has the declarations be read again when they are asked for next. */
  void changed() {
    changes.incrementAndGet();
  }

  /** What is declared, as new as can be had without waiting. */
  Declarations now() {
    Declarations known = last;
    long version = changes.get();
    if (known.version() == version || !compiling.tryLock()) {
      return known;
    }
    try {
      last = read(version);
      return last;
    } finally {
      compiling.unlock();
    }
  }

  private Declarations read(long version) {
    StartupCode coming = undeclared.get();
    return new Declarations(
        version,
        Stream.concat(
                coming.imports().stream().map("import %s;"::formatted),
                active(jshell.imports()).flatMap(SnippetNames::imports))
            .toList(),
        Stream.concat(
                coming.variables().stream().map(v -> new Declarations.Variable(v.name(), v.type())),
                active(jshell.variables())
                    .map(v -> new Declarations.Variable(v.name(), v.typeName())))
            .toList(),
        active(jshell.methods()).map(m -> new Declarations.Member(m.name(), m.source())).toList(),
        active(jshell.types()).map(t -> new Declarations.Member(t.name(), t.source())).toList(),
        classPath.get());
  }

  private <S extends Snippet> Stream<S> active(Stream<S> snippets) {
    return snippets.filter(snippet -> jshell.status(snippet).isActive());
  }
}
