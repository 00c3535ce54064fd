package dev.whiskbook.kernel.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A compiler that is used again")
class CompilerPoolTest {

  private final StandardJavaFileManager files =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
  private final CompilerPool compilers = CompilerPool.of(files, List.of("-proc:none"));
  private final List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private List<String> members(String source) {
    return compilers.run(new Source(source), errors::add, task -> members(task));
  }

  private static List<String> members(JavacTask task) {
    try {
      CompilationUnitTree _ = task.parse().iterator().next();
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TypeElement unit = task.getElements().getTypeElement("Unit");
    return unit.getEnclosedElements().stream()
        .map(member -> member.getSimpleName().toString())
        .toList();
  }

  @Test
  void knows_nothing_of_earlier_units() {
    assertEquals(List.of("Inner", "<init>", "a"), members("class Unit { int a; class Inner {} }"));
    assertEquals(List.of(), errors);
    assertEquals(List.of("<init>", "b"), members("class Unit { String b; }"));
    assertEquals(List.of(), errors);
    members("class Unit { Inner c; }");
    assertEquals("compiler.err.cant.resolve.location", errors.getFirst().getCode());
  }

  @Test
  void tells_the_errors_of_each_unit_to_who_gave_it() {
    members("class Unit { Missing a; }");
    assertEquals(1, errors.size());
    members("class Unit { int a; }");
    assertEquals(1, errors.size());
  }

  @Test
  void goes_on_after_a_failure_of_its_user() {
    assertThrows(
        IllegalCallerException.class,
        () ->
            compilers.run(
                new Source("class Unit {}"),
                errors::add,
                _ -> {
                  throw new IllegalCallerException();
                }));
    assertEquals(List.of("<init>"), members("class Unit {}"));
  }

  @Test
  void goes_on_for_ever() {
    for (int i = 0; i < 2_100; i++) {
      assertEquals(List.of("<init>", "f" + i), members("class Unit { int f" + i + "; }"));
    }
    assertEquals(List.of(), errors);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Unit.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
