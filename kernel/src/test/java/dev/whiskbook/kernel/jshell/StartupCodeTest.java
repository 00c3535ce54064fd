package dev.whiskbook.kernel.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupCodeTest {

  private final StartupCode code =
      new StartupCode(
          List.of("java.util.*"),
          List.of(new StartupCode.Variable("List<String>", "names", "List.of()")));

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
        ""
      })
  void smallCodeOfTheLanguageItselfNeedsNothing(String source) {
    assertFalse(code.isMeantBy(source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List.of(1)",
        "var a = new ArrayList<String>();",
        "display(1)",
        "n + size (2)",
        "String::length; names",
        "(names)",
        "x -> Map.of()",
        "Ünlü.x"
      })
  void aClassAMethodOrAVariableMayBeMeant(String source) {
    assertTrue(code.isMeantBy(source));
  }

  @Test
  void theImportsAreOneSnippetBeforeTheVariables() {
    assertEquals(
        List.of("import a.*; import static b.C.*;", "int v = 1;"),
        new StartupCode(
                List.of("a.*", "static b.C.*"), List.of(new StartupCode.Variable("int", "v", "1")))
            .snippets()
            .toList());
    assertEquals(List.of(), StartupCode.NONE.snippets().toList());
    assertFalse(StartupCode.NONE.isMeantBy("List.of()"));
  }

  @Test
  void aFirstCellThatMeansNoneOfItIsNotMadeToWaitForIt() {
    try (Session session = Session.builder().startup(code).open()) {
      assertEquals("3", value(session, "1 + 2"));
      assertEquals("[]", value(session, "names"));
      assertEquals("[a]", value(session, "List.of(\"a\")"));
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
      assertEquals(1, session.jshell().imports().count());
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
