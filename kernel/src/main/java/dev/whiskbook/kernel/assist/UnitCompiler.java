package dev.whiskbook.kernel.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.whiskbook.kernel.jshell.CompilerPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Parses and attributes single units by a javac of its own, so that the session's is never waited
 * for. Used by one thread at a time; keeps the class path's jars open.
 */
final class UnitCompiler implements AutoCloseable {

  /** The phases go on after errors: unfinished code has some. */
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-XDshould-stop.ifNoError=ATTR");

  private final List<String> options = new ArrayList<>(OPTIONS);
  private StandardJavaFileManager files; // made with the first question
  private CompilerPool compilers;
  private List<Path> classPath = List.of();

  /**
   * @param compilerOptions the session's, such as {@code --enable-preview}
   */
  UnitCompiler(List<String> compilerOptions) {
    options.addAll(compilerOptions);
  }

  /**
   * Attributes a unit over a class path.
   *
   * @param use what to do with it; nothing of the attribution may be used after it
   */
  <R> R attribute(String source, List<Path> newClassPath, Function<Attribution, R> use) {
    return compilers(newClassPath)
        .run(
            new Source(source),
            new DiagnosticCollector<JavaFileObject>(),
            task -> use.apply(attributed(task)));
  }

  private static Attribution attributed(JavacTask task) {
    CompilationUnitTree unit = parse(task);
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a source in memory
    }
    return new Attribution(task, Trees.instance(task), unit);
  }

  private static CompilationUnitTree parse(JavacTask task) {
    try {
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a source in memory
    }
  }

  /** The errors of the syntax of a unit, in the order in which the parser found them. */
  List<Diagnostic<? extends JavaFileObject>> syntaxErrors(String source) {
    var errors = new DiagnosticCollector<JavaFileObject>();
    return compilers(classPath)
        .run(
            new Source(source),
            errors,
            task -> {
              parse(task);
              return errors.getDiagnostics().stream()
                  .filter(error -> error.getKind() == Diagnostic.Kind.ERROR)
                  .toList();
            });
  }

  private CompilerPool compilers(List<Path> newClassPath) {
    if (files != null && classPath.equals(newClassPath)) {
      return compilers;
    }
    close();
    files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, newClassPath);
      // Else each compiler looks through all jars of the class path for plugins of itself.
      files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    compilers = CompilerPool.of(files, options);
    classPath = newClassPath;
    return compilers;
  }

  @Override
  public void close() {
    try {
      if (files != null) {
        files.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The jars of the class path cannot be closed", e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + CellUnit.CLASS + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
