package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An extension")
class ExtensionTest extends OpenSession {

  @TempDir Path folder;

  private void add(String name, String body) throws IOException {
    Path jar =
        new TestJar()
            .with(
                "mine." + name,
                """
                import dev.whiskbook.kernel.*;
                import java.util.*;
                public class %s implements Extension {
                  public static List<String> heard = new ArrayList<>();
                  public static record Point(int x) {}
                  public void install(Session session) throws Exception { %s }
                }
                """
                    .formatted(name, body))
            .withResource("META-INF/services/dev.whiskbook.kernel.Extension", "mine." + name)
            .write(folder.resolve(name + ".jar"));
    session.addToClassPath(List.of(jar));
  }

  @Test
  @DisplayName("of a jar that is added shows values, adds imports, and is installed once")
  void renders() throws Exception {
    add(
        "Shows",
        """
        session.renderers().register(Point.class, p -> MimeBundle.text("at " + p.x()));
        session.run("import mine.Shows.Point;");
        heard.add("installed");
        """);
    assertEquals("at 3", value("new Point(3)"));
    assertEquals("1", value("mine.Shows.heard.size()"));
  }

  @Test
  @DisplayName("hears of cells before and after them, also of those that fail")
  void hears() throws Exception {
    add(
        "Hears",
        """
        session.onCells(new CellListener() {
          public void before(CellRequest r) { heard.add("before " + r.code()); }
          public void after(CellRequest r, CellResult result) {
            heard.add("after " + result.getClass().getSimpleName());
          }
        });
        """);
    execute("int one = 1;");
    execute("nosuch");
    assertEquals(
        "[before int one = 1;, after Success, before nosuch, after Failure, before mine.Hears.heard]",
        value("mine.Hears.heard"));
  }

  @Test
  @DisplayName("adds magics")
  void magics() throws Exception {
    add(
        "Adds",
        """
        session.magics().line("twice", Object.class, Twice::new);
        """
            + "}\n@picocli.CommandLine.Command public static class Twice implements"
            + " dev.whiskbook.kernel.magic.Magic { @picocli.CommandLine.Parameters int n; public"
            + " Object run(dev.whiskbook.kernel.magic.MagicCall call) { return 2 * n; }");
    assertEquals("42", value("%twice 21"));
  }

  @Test
  @DisplayName("that fails is named, and the cell runs")
  void fails() throws Exception {
    add("Fails", "throw new IllegalStateException(\"not today\");");
    assertEquals("2", value("1 + 1"));
    assertTrue(
        output.stderr().contains("The extension mine.Fails could not be installed"),
        output.stderr());
    assertTrue(output.stderr().contains("not today"), output.stderr());
  }

  @Test
  @DisplayName("whose listener fails does not take the cell along")
  void listenerFails() throws Exception {
    add(
        "Stumbles",
        """
        session.onCells(new CellListener() {
          public void after(CellRequest r, CellResult result) { throw new IllegalStateException("oh"); }
        });
        """);
    assertEquals("2", value("1 + 1"));
    assertTrue(output.stderr().contains("which hears of cells, failed"), output.stderr());
  }
}
