package dev.whiskbook.kernel.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
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

  private JavaCompiler javac; // found with the first question
  private final List<String> options = new ArrayList<>(OPTIONS);
  private PackageLists files;
  private List<Path> classPath = List.of();

  /**
   * @param compilerOptions the session's, such as {@code --enable-preview}
   */
  UnitCompiler(List<String> compilerOptions) {
    options.addAll(compilerOptions);
  }

  /** Attributes a unit over a class path. */
  Attribution attribute(String source, List<Path> newClassPath) {
    var errors = new DiagnosticCollector<JavaFileObject>();
    JavacTask task = task(new Source(source), files(newClassPath), errors);
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      task.analyze();
      return new Attribution(task, Trees.instance(task), unit);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a source in memory
    }
  }

  /** The errors of the syntax of a unit, in the order in which the parser found them. */
  List<Diagnostic<? extends JavaFileObject>> syntaxErrors(String source) {
    var errors = new DiagnosticCollector<JavaFileObject>();
    try {
      task(new Source(source), files(classPath), errors).parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return errors.getDiagnostics().stream()
        .filter(error -> error.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private JavacTask task(
      JavaFileObject source, PackageLists manager, DiagnosticCollector<JavaFileObject> errors) {
    return (JavacTask) javac.getTask(null, manager, errors, options, null, List.of(source));
  }

  private PackageLists files(List<Path> newClassPath) {
    if (files != null && classPath.equals(newClassPath)) {
      return files;
    }
    close();
    javac = javac != null ? javac : ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager standard = javac.getStandardFileManager(null, null, null);
    try {
      standard.setLocationFromPaths(StandardLocation.CLASS_PATH, newClassPath);
      // Else each compiler looks through all jars of the class path for plugins of itself.
      standard.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files = new PackageLists(standard);
    classPath = newClassPath;
    return files;
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
