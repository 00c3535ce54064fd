package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Values are shown")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RenderingTest {

  @TempDir static Path folder;
  private TestSession cells;

  @BeforeAll
  void open() {
    System.setProperty("java.awt.headless", "true");
    cells = new TestSession();
  }

  @AfterAll
  void close() {
    cells.close();
  }

  private String html(String code) {
    return cells.bundle(code).data().get(MimeBundle.TEXT_HTML).asString();
  }

  @Test
  void arraysByTheirElements() {
    assertEquals("[1, 2, 3]", cells.value("new int[] {1, 2, 3}"));
    assertEquals("[[1.5], [2.0]]", cells.value("new double[][] {{1.5}, {2}}"));
    assertTrue(html("new int[][] {{1, 2}, {3, 4}}").contains("<td"));
    assertEquals("[a, [b, null]]", cells.value("new Object[] {\"a\", new String[] {\"b\", null}}"));
    assertEquals("[[1], [2]]", cells.value("List.of(new int[] {1}, new int[] {2})"));
  }

  @Test
  void picturesAtOnceAndThenWhole() {
    cells.execute(
        """
        record Slow(String name) implements dev.whiskbook.kernel.Picture {
          public Optional<dev.whiskbook.kernel.MimeBundle> preview() {
            return name.isEmpty() ? Optional.empty() : Optional.of(render("preview of " + name));
          }
          public dev.whiskbook.kernel.MimeBundle toMimeBundle() { return render("whole " + name); }
        }""");
    CellResult result = cells.execute("new Slow(\"a\")");
    assertEquals(Optional.empty(), assertInstanceOf(CellResult.Success.class, result).value());
    assertEquals(List.of("preview of a", "updated: whole a"), cells.output().displays());
    cells.execute("display(new Slow(\"b\"));");
    assertEquals(List.of("preview of b", "updated: whole b"), cells.output().displays());
    cells.execute("new Slow(\"\")");
    assertEquals(List.of("whole "), cells.output().displays());
    assertEquals("whole ", cells.value("render(new Slow(\"\"))"));
  }

  @Test
  void picturesInThePlaceOfOtherOutputs() {
    record Slow(Optional<MimeBundle> preview) implements Picture {
      @Override
      public MimeBundle toMimeBundle() {
        return MimeBundle.text("whole");
      }
    }
    var output = new RecordedOutput();
    var renderers = new Renderers();

    renderers.update("id", new Slow(Optional.of(MimeBundle.text("preview"))), output);
    renderers.update("id", new Slow(Optional.empty()), output);

    assertEquals(
        List.of("updated: preview", "updated: whole", "updated: whole"), output.displays());
  }

  @Test
  void longOnesCutWithTheirCounts() {
    String text = cells.value("new int[1_000_000]");
    assertTrue(text.endsWith("… 1,000,000 in all]"), () -> text.substring(text.length() - 50));
    assertTrue(text.length() < 10_000);
    assertTrue(cells.value("Collections.nCopies(5000, \"x\")").endsWith("… 5,000 in all]"));
    String table =
        html(
            "var m = new TreeMap<Integer, Integer>(); for (int i = 0; i < 500; i++) m.put(i, i);\nm");
    assertTrue(table.contains("The first 100 of 500 entries."));
  }

  @Test
  void whatContainsItselfOnce() {
    assertEquals(
        "[1, (this Collection)]",
        cells.value("var own = new ArrayList<Object>(List.of(1)); own.add(own);\nown"));
    assertEquals("[[...]]", cells.value("Object[] self = new Object[1]; self[0] = self;\nself"));
  }

  @Test
  void recordsAndMapsAsTables() {
    cells.execute("record Point(int x, String name) {}");
    assertEquals("Point[x=1, name=<a>]", cells.value("new Point(1, \"<a>\")"));
    assertTrue(html("new Point(1, \"<a>\")").contains("&lt;a&gt;"));
    String rows = html("List.of(new Point(1, \"a\"), new Point(2, \"b\"))");
    assertTrue(rows.contains("<th scope=\"col\">name</th>"));
    assertTrue(rows.contains(">b</td>"));
    assertTrue(html("Map.of(\"k\", 1)").contains(">k</td>"));
    assertTrue(html("List.of(Map.of(\"k\", 1), Map.of(\"j\", 2))").contains(">j</th>"));
  }

  @Test
  void optionalsFuturesAndStreams() {
    assertEquals("Optional[5]", cells.value("Optional.of(5)"));
    assertEquals("Optional.empty", cells.value("Optional.empty()"));
    var done = "java.util.concurrent.CompletableFuture.completedFuture(5)";
    assertEquals("CompletableFuture: 5", cells.value(done));
    assertEquals(
        "CompletableFuture: not done yet",
        cells.value("new java.util.concurrent.CompletableFuture<Integer>()"));
    String endless = cells.value("java.util.stream.IntStream.iterate(0, i -> i + 1)");
    assertTrue(endless.startsWith("[0, 1, 2,"));
    assertTrue(endless.endsWith("(the first 100 elements; the stream is used up by showing it)"));
  }

  @Test
  void imagesAndFilesOfImages() throws Exception {
    String image =
        "new java.awt.image.BufferedImage(4, 3, java.awt.image.BufferedImage.TYPE_INT_RGB)";
    MimeBundle shown = cells.bundle(image);
    assertEquals("image of 4 × 3 pixels", shown.plainText());
    byte[] png = Base64.getDecoder().decode(shown.data().get("image/png").asString());
    assertEquals("PNG", new String(png, 1, 3, StandardCharsets.US_ASCII));
    assertNotNull(cells.bundle("render(" + image + ", \"image/jpeg\")").data().get("image/jpeg"));
    assertNotNull(cells.bundle("Optional.of(" + image + ")").data().get("image/png"));
    Path file = Files.write(folder.resolve("a.png"), png);
    String path = "java.nio.file.Path.of(\"" + file + "\")";
    assertNotNull(cells.bundle(path).data().get("image/png"));
    assertNotNull(cells.bundle("image(" + path + ")").data().get("image/png"));
    assertEquals("/no/such.png", cells.value("java.nio.file.Path.of(\"/no/such.png\")"));
    assertNotNull(
        cells
            .bundle("var l = new javax.swing.JLabel(\"hello\"); l.setSize(60, 20);\nl")
            .data()
            .get("image/png"));
  }

  @Test
  void htmlMarkdownAndTheOthersByTheirNames() {
    assertEquals("<b>x</b>", html("html(\"<b>x</b>\")"));
    assertEquals(
        "**x**", cells.bundle("markdown(\"**x**\")").data().get("text/markdown").asString());
    assertEquals("$x^2$", cells.bundle("latex(\"$x^2$\")").data().get("text/latex").asString());
    assertEquals("<svg/>", cells.bundle("svg(\"<svg/>\")").data().get("image/svg+xml").asString());
    assertEquals(
        1,
        cells.bundle("json(\"{\\\"a\\\": 1}\")").data().get("application/json").get("a").asInt());
    assertEquals(
        2, cells.bundle("json(Map.of(\"a\", 2))").data().get("application/json").get("a").asInt());
    cells.execute("%%markdown\n# Title");
    assertEquals(
        "# Title", cells.output().bundles().getFirst().data().get("text/markdown").asString());
  }

  @Test
  void displayByTypesAndUpdatesById() {
    cells.execute("String id = display(\"<b>3</b>\", \"text/html\", \"text/markdown\");");
    MimeBundle shown = cells.output().bundles().getFirst();
    assertEquals("<b>3</b>", shown.data().get("text/html").asString());
    assertEquals("<b>3</b>", shown.data().get("text/markdown").asString());
    assertEquals("<b>3</b>", shown.plainText());
    cells.execute("updateDisplay(id, \"<b>2</b>\", \"text/html\");");
    assertEquals("updated: <b>2</b>", cells.output().displays().getFirst());
    assertEquals("<b>z</b>", html("render(\"<b>z</b>\", \"text/html\")"));
    CellResult last = cells.execute("display(5)");
    assertTrue(((CellResult.Success) last).value().isEmpty(), "the id is not shown as a result");
  }

  @Test
  void objectsThatShowThemselvesByConvention() {
    cells.execute(
        "record Fancy(int x) { public String toHtml() { return \"<i>\" + x + \"</i>\"; } }");
    assertEquals("<i>4</i>", html("new Fancy(4)"));
  }

  @Test
  void theTextWhereARendererFails() {
    cells
        .session()
        .renderers()
        .register(
            Thread.State.class,
            state -> {
              throw new IllegalStateException("no picture");
            });
    String text = cells.value("Thread.State.NEW");
    assertTrue(text.startsWith("NEW\n(The renderer of java.lang.Thread$State failed:"), text);
    assertTrue(text.contains("no picture"));
  }

  @Test
  void theNearestClassAndThePriorityDecideWhoRenders() {
    Renderers renderers = new Renderers();
    renderers.register(Number.class, value -> MimeBundle.text("number"));
    renderers.register(Comparable.class, value -> MimeBundle.text("comparable"));
    assertEquals("number", renderers.render(5).plainText());
    renderers.register(Integer.class, value -> MimeBundle.text("integer"));
    assertEquals("integer", renderers.render(5).plainText());
    assertEquals("number", renderers.render(5.0).plainText());
    renderers.register(Comparable.class, 1, value -> MimeBundle.text("preferred"));
    assertEquals("preferred", renderers.render(5).plainText());
    renderers.register("java.lang.StringBuilder", value -> MimeBundle.text("by name"));
    assertFalse(renderers.render("text").plainText().equals("by name"));
  }
}
