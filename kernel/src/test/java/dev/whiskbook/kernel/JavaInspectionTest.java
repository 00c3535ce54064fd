package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** In these tests, a bar stands where the cursor is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class JavaInspectionTest {

  private Session session;

  @BeforeAll
  void open() {
    session =
        Session.builder()
            .imports("java.util.*", "java.util.stream.*", "static dev.whiskbook.kernel.Display.*")
            .open();
    run("String word = \"w\";\nList<String> words = List.of(word);\nint[] numbers = {1, 2};");
    run("/** Doubles. */\nint twice(int i) {\n  return 2 * i;\n}");
    run("record Point(int x, int y) {}\nvar point = new Point(3, 4);");
  }

  @AfterAll
  void close() {
    session.close();
  }

  private void run(String code) {
    CellResult result = session.execute(CellRequest.of(code), CellOutput.NOWHERE);
    assertTrue(result instanceof CellResult.Success, result::toString);
  }

  private Optional<MimeBundle> at(String codeWithBar, int detail) {
    int bar = codeWithBar.indexOf('|');
    String code = codeWithBar.substring(0, bar) + codeWithBar.substring(bar + 1);
    return session.inspect(code, code.codePointCount(0, bar), detail);
  }

  private String text(String codeWithBar) {
    return at(codeWithBar, 0).orElseThrow().plainText();
  }

  private String in(String mimeType, String codeWithBar) {
    return at(codeWithBar, 0).orElseThrow().data().get(mimeType).asString();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  @Test
  void aMethodWithTheCursorInItAtItsEndAndInItsCall() {
    for (String code :
        List.of("Math.ma|x(1, 2)", "Math.max|(1, 2)", "Math.max(1, |2)", "Math.max(1, 2|)")) {
      assertEquals("int Math.max(int a, int b)", firstLine(text(code)), code);
    }
  }

  @Test
  void anUnfinishedCallShowsAllThatItMayBecome() {
    String text = text("Math.max(|");
    assertTrue(text.contains("int Math.max(int a, int b)"), text);
    assertTrue(text.contains("double Math.max(double a, double b)"), text);
  }

  @Test
  void documentationComesInThreeFormats() {
    String code = "word.substr|ing(1)";
    String text = text(code);
    assertTrue(text.contains("String String.substring(int beginIndex)"), text);
    assertTrue(text.contains("Returns a string that is a substring of this string"), text);
    assertTrue(text.contains("beginIndex – the beginning index, inclusive."), text);
    String markdown = in("text/markdown", code);
    assertTrue(
        markdown.startsWith("```java\nString String.substring(int beginIndex)\n```"), markdown);
    assertTrue(markdown.contains("**Throws**"), markdown);
    assertTrue(markdown.contains("- `IndexOutOfBoundsException`"), markdown);
    assertTrue(markdown.contains("```java\n"), markdown);
    String html = in("text/html", code);
    assertTrue(html.contains("<dt>Returns</dt><dd>the specified substring.</dd>"), html);
    assertTrue(html.contains("<code>beginIndex</code>"), html);
  }

  @Test
  void inheritedDocumentationIsFound() {
    String text = text("new ArrayList<String>().contai|ns(1)");
    assertTrue(text.contains("Returns true if this list contains the specified element"), text);
    String inherited = text("new TreeMap<String, String>().siz|e()");
    assertTrue(inherited.contains("Returns the number of key-value mappings"), inherited);
  }

  @Test
  void classesConstructorsFieldsAndPackages() {
    assertEquals(
        "class java.lang.String implements Serializable, Comparable<String>, CharSequence, Constable, ConstantDesc",
        firstLine(text("Stri|ng s")));
    String constructor = text("new ArrayLi|st<String>(5)");
    assertEquals("ArrayList(int initialCapacity)", firstLine(constructor));
    assertTrue(constructor.contains("class java.util.ArrayList<E>"), constructor);
    assertTrue(text("Math.P|I").startsWith("double Math.PI = 3.14159"));
    assertTrue(text("import java.uti|l.*;").contains("Contains the collections framework"));
  }

  @Test
  void aClassThatIsNotImported() {
    assertEquals(
        "class java.util.concurrent.atomic.AtomicInteger extends Number implements Serializable",
        firstLine(text("AtomicInteg|er")));
  }

  @Test
  void variablesShowTypeAndValue() {
    assertEquals("String word = \"w\"", text("wo|rd"));
    assertEquals("List<String> words = [\"w\"]", text("words|.stream()"));
    assertEquals("int[] numbers = [1, 2]", text("numbers|"));
    assertEquals("Point point = a Point", text("point|"));
    assertEquals("String each", text("for (String each : words) { System.out.println(ea|ch); }"));
  }

  @Test
  void whatCellsDeclareShowsItsSource() {
    String method = text("twic|e(2)");
    assertEquals("int twice(int i)", firstLine(method));
    assertTrue(method.contains("return 2 * i;"), method);
    assertTrue(text("Poi|nt").contains("record Point(int x, int y) {}"));
  }

  @Test
  void lambdasAndChainsAreUnderstood() {
    String code = "words.stream().map(w -> w.tri|m()).toList();";
    assertEquals("String String.trim()", firstLine(text(code)));
    assertEquals("String w", firstLine(text("words.stream().map(w -> w|.trim()).toList();")));
  }

  @Test
  @DisplayName("Detail level 1 shows the source too")
  void detailShowsTheSource() {
    String text = at("word.isBla|nk()", 1).orElseThrow().plainText();
    assertTrue(text.contains("public boolean isBlank() {"), text);
    assertFalse(text("word.isBla|nk()").contains("public boolean isBlank() {"));
  }

  @Test
  void theKernelsOwnApiIsDocumented() {
    String text = text("displa|y(1)");
    assertTrue(text.contains("Display.display("), text);
    assertTrue(text.lines().count() > 2, text);
  }

  @Test
  void nothingIsKnownOfKeywordsLiteralsAndUnknownNames() {
    assertEquals(Optional.empty(), at("nosu|ch", 0));
    assertTrue(at("\"wor|d\"", 0).isEmpty());
    assertTrue(at("// wor|d", 0).isEmpty());
    assertTrue(at("|", 0).isEmpty());
  }

  @Test
  void positionsCountCodePoints() {
    assertEquals("String word = \"w\"", text("\"😀\" + wo|rd"));
  }
}
