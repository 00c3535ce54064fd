package dev.whiskbook.kernel.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.TestJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupCodeTest {

  @TempDir static Path folder;

  private static final String DISPLAY = "static dev.whiskbook.kernel.Display.*";

  private final StartupCode.Variable names =
      new StartupCode.Variable("List<String>", "names", "List.of()");
  private final StartupCode code =
      new StartupCode(
          List.of("java.util.*", "java.util.stream.*", DISPLAY, "java.math.BigInteger"),
          List.of(names));
  private final ImportedNames imported = new ImportedNames(StartupCodeTest.class.getClassLoader());

  private List<String> meantBy(String source) {
    return code.meantBy(source, imported).snippets().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 1",
        "int n = 5;",
        "n * 2",
        "System.out.println(\"hello\");",
        "Math.max(n, 1)",
        "for (int i = 0; i < 3; i++) { if (i > 1) { n += i; } }",
        "java.util.List.of(n)",
        "text.names.length()",
        "n + size (2)",
        "Ünlü.x",
        "String::length; Foo.bar()",
        ""
      })
  void smallCodeOfTheLanguageItselfNeedsNothing(String source) {
    assertEquals(List.of(), meantBy(source));
  }

  @Test
  void eachImportComesWithTheCodeThatMayMeanSomethingOfIt() {
    assertEquals(List.of("import java.util.*;"), meantBy("var a = new ArrayList<String>();"));
    assertEquals(List.of("import " + DISPLAY + ";"), meantBy("n = 1; display (n)"));
    assertEquals(
        List.of("import " + DISPLAY + ";"), meantBy("display /* it */ // now\n (n) /* not */"));
    assertEquals(List.of("import java.math.BigInteger;"), meantBy("(BigInteger) x"));
    assertEquals(
        List.of("import java.util.*;", "import java.util.stream.*;"),
        meantBy("x -> Map.of(1, Stream.of())"));
  }

  @Test
  void fieldsAndNestedClassesAreImportedToo() {
    var nested =
        new StartupCode(List.of("static java.lang.System.*", "java.util.Map.*"), List.of());
    assertEquals(
        List.of("import static java.lang.System.*;"),
        nested.meantBy("var o = out;", imported).snippets().toList());
    assertEquals(
        List.of("import java.util.Map.*;"),
        nested.meantBy("Entry<String, String> e;", imported).snippets().toList());
  }

  @Test
  void commentsAndLiteralsMeanNothing() {
    String code =
        """
        // List
        x = "Map" + 'M' + "\\"" /* Set
        names */; String s = \"\"\"
          Queue "names" \"\"\"; /* and ArrayList""";
    assertEquals(List.of(), meantBy(code));
    assertEquals(List.of("import java.util.*;"), meantBy(code + " */ List.of()"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/*", "\"", "\"\"\"", "a /", "// a ", "'", "\\", "a(", "* / a /* ", "a \n"})
  @Timeout(300)
  void longCodeTakesNoLongerThanItIsLong(String part) {
    assertEquals(List.of(), meantBy(part.repeat(500_000 / part.length())));
  }

  @Test
  void aVariableComesWithThoseBeforeItAndWithTheirImports() {
    assertEquals(
        List.of("import java.util.*;", "List<String> names = List.of();"), meantBy("(names)"));
    var three =
        new StartupCode(
            List.of("java.math.*", "java.util.*"),
            List.of(
                new StartupCode.Variable("int", "a", "1"),
                new StartupCode.Variable("BigInteger", "b", "BigInteger.TWO"),
                new StartupCode.Variable("List<Integer>", "c", "List.of()")));
    assertEquals(
        List.of("import java.math.*;", "int a = 1;", "BigInteger b = BigInteger.TWO;"),
        three.meantBy("b.add(a)", imported).snippets().toList());
    assertEquals(
        List.of("import java.util.*;", "List<Integer> c = List.of();"),
        three.without(three.meantBy("b.add(a)", imported)).snippets().toList());
  }

  @Test
  void whatAnAddedJarBringsIsFoundFromThenOn() throws Exception {
    try (Session session = Session.builder().imports("org.example.*").open()) {
      assertInstanceOf(CellResult.Failure.class, execute(session, "new Greeter()"));
      Path jar =
          new TestJar()
              .with("org.example.Greeter", "public class Greeter {}")
              .write(folder.resolve("g.jar"));
      session.addToClassPath(List.of(jar));
      assertInstanceOf(CellResult.Success.class, execute(session, "new Greeter()"));
    }
  }

  @Test
  void aFirstCellThatMeansNoneOfItIsNotMadeToWaitForIt() {
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals("3", value(session, "1 + 2"));
      assertEquals("[]", value(session, "names"));
      assertEquals("[a]", value(session, "List.of(\"a\")"));
      execute(session, "import java.util.*;"); // by the user's own hand
      assertEquals("3", value(session, "Stream.of(1, 2).mapToInt(i -> i).sum()"));
      assertEquals("[b]", value(session, "List.of(\"b\")"));
    }
  }

  @Test
  void whoeverAsksForTheSessionsNamesGetsThem() throws Exception {
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals("names", session.variables().getFirst().name());
    }
    try (Session session = Session.builder().startup(code).open()) {
      assertTrue(session.complete("names.isEm", 10).matches().toString().contains("isEmpty"));
    }
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals(4, session.jshell().imports().count());
    }
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals(List.of(), session.evaluate("names"));
    }
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals("List<String>", session.variableType("names").orElseThrow());
    }
  }

  @Test
  void startupCodeThatDoesNotCompileIsToldToTheCellThatMeansIt() {
    var wrong = new StartupCode(List.of("no.such.Thing"), List.of());
    try (Session session = Session.builder().startup(wrong).open()) {
      assertEquals("2", value(session, "2"));
      var failure = (CellResult.Failure) execute(session, "Thing.x");
      assertTrue(failure.error().toString().contains("no.such.Thing"), failure.error().toString());
    }
  }

  private static CellResult execute(Session session, String cell) {
    return session.execute(CellRequest.of(cell), CellOutput.NOWHERE);
  }

  private static String value(Session session, String cell) {
    return ((CellResult.Success) execute(session, cell)).value().orElseThrow().plainText();
  }
}
