package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class SessionTest {

  private Session session;
  private RecordedOutput output;

  @BeforeAll
  void open() {
    session =
        Session.builder().imports("java.util.*", "static dev.whiskbook.kernel.Display.*").open();
  }

  @AfterAll
  void close() {
    session.close();
  }

  @BeforeEach
  void newOutput() {
    output = new RecordedOutput();
  }

  private CellResult execute(String code) {
    return session.execute(CellRequest.of(code), output);
  }

  private String value(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow()
        .plainText();
  }

  private void succeeds(String code) {
    CellResult result = execute(code);
    assertInstanceOf(CellResult.Success.class, result, result::toString);
  }

  private CellError error(String code) {
    return assertInstanceOf(CellResult.Failure.class, execute(code)).error();
  }

  private static String plain(CellError error) {
    return String.join("\n", error.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private CellResult interruptWhenItPrints(String code) throws Exception {
    CompletableFuture<CellResult> result = CompletableFuture.supplyAsync(() -> execute(code));
    output.awaitText();
    session.interrupt();
    return result.get(200, TimeUnit.SECONDS);
  }

  @Nested
  class Values {
    @Test
    void theLastExpressionIsTheResult() {
      assertEquals("3", value("int a = 1;\nint b = 2;\na + b"));
    }

    @Test
    void aSemicolonBehindTheLastExpressionHidesItsValue() {
      assertTrue(((CellResult.Success) execute("1 + 1;")).value().isEmpty());
    }

    @Test
    void aDeclarationHasNoResult() {
      assertTrue(((CellResult.Success) execute("var c = 5;")).value().isEmpty());
    }

    @Test
    void nullIsAValue() {
      assertEquals("null", value("(Object) null"));
    }

    @Test
    void arraysAreShownByTheirElements() {
      assertEquals("[[1, 2], [3]]", value("new int[][] {{1, 2}, {3}}"));
    }

    @Test
    void commentsAndBlankLinesAreNoError() {
      succeeds("\n// nothing\n\n/* at all */\n");
    }

    @Test
    void theLastValuesStayReachableByTheirJShellNames() {
      value("\"kept\"");
      int last =
          IntStream.range(1, 500)
              .filter(i -> session.variableType("$" + i).isPresent())
              .max()
              .orElseThrow();
      assertEquals("kept", value("$" + last));
    }
  }

  @Nested
  class State {
    @Test
    @DisplayName("A var keeps its value when a method it was computed with is declared again")
    void aVarKeepsItsValueWhenAMethodIsDeclaredAgain() {
      succeeds("int f() { return 41; }");
      succeeds("var v = f() + 1;");
      succeeds("int f() { return 7; }");
      assertEquals("42", value("v"));
      assertEquals("7", value("f()"));
    }

    @Test
    @DisplayName("A var keeps its value when a variable it was computed from is declared again")
    void aVarKeepsItsValueWhenAVariableIsDeclaredAgain() {
      succeeds("var text = \"abcdef\";\nvar part = text.substring(2);");
      succeeds("var text = \"uvwxyz\";");
      assertEquals("cdef", value("part"));
    }

    @Test
    void redefinedMethodsCanStillBeStopped() throws Exception {
      succeeds("int spin() { return 1; }\nvar before = spin();");
      succeeds("int spin() { System.out.print('.'); while (true) {} }");
      CellResult result = interruptWhenItPrints("spin()");
      assertEquals("Interrupted", ((CellResult.Failure) result).error().ename());
    }

    @Test
    void aMethodMayReferToWhatComesLater() {
      succeeds("int later() { return helper() * 2; }");
      assertTrue(output.stderr().contains("helper()"), output.stderr());
      succeeds("int helper() { return 21; }");
      assertEquals("42", value("later()"));
    }

    @Test
    void recordsSealedTypesAndSwitchesWork() {
      succeeds(
          """
          sealed interface Shape permits Circle, Square {}
          record Circle(double r) implements Shape {}
          record Square(double a) implements Shape {}
          double area(Shape s) {
            return switch (s) { case Circle(double r) -> 3 * r * r; case Square(double a) -> a * a; };
          }
          """);
      assertEquals("12.0", value("area(new Circle(2))"));
    }
  }

  @Nested
  class Errors {
    @Test
    void anExceptionNamesItsClassMessageAndLineInTheCell() {
      CellError error = error("int x = 1;\n\nList.of().get(x);");
      assertEquals("java.lang.ArrayIndexOutOfBoundsException", error.ename());
      assertEquals(OptionalInt.of(3), error.line());
      assertTrue(plain(error).contains("--> 3 | List.of().get(x);"), plain(error));
    }

    @Test
    void causesAreShown() {
      CellError error =
          error("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));");
      assertTrue(
          plain(error).contains("Caused by: java.lang.RuntimeException: inner"), plain(error));
    }

    @Test
    void anErrorInAMethodOfAnEarlierCellShowsBothPlaces() {
      succeeds("// a comment\nint bad(int i) {\n  return 1 / i;\n}");
      CellError error = error("int y = 5;\nbad(0)");
      String shown = plain(error);
      assertTrue(shown.contains("3 |   return 1 / i;"), shown);
      assertTrue(shown.contains("2 | bad(0)"), shown);
      assertEquals(OptionalInt.of(2), error.line());
      assertFalse(shown.contains("dev.whiskbook"), shown);
    }

    @Test
    void aCompilationErrorPointsAtLineAndColumn() {
      CellError error = error("int ok = 1;\nint wrong = nosuch + 1;");
      assertEquals("CompilationError", error.ename());
      assertEquals(OptionalInt.of(2), error.line());
      assertTrue(plain(error).contains("cannot find symbol"), plain(error));
      assertTrue(
          plain(error).contains("  --> 2 | int wrong = nosuch + 1;\n        |             ^^^^^^"),
          plain(error));
    }

    @Test
    void aSyntaxErrorIsAnErrorToo() {
      CellError error = error("int = 3;");
      assertEquals("CompilationError", error.ename());
      assertEquals(OptionalInt.of(1), error.line());
    }

    @Test
    void aMessageSpeaksOfVariablesByTheirNames() {
      CellError error = error("String nothing = null;\nnothing.length()");
      assertEquals("Cannot invoke \"String.length()\" because \"nothing\" is null", error.evalue());
    }

    @Test
    void whatRanBeforeTheErrorStays() {
      error("int kept = 9;\nthrow new RuntimeException();");
      assertEquals("9", value("kept"));
    }

    @Test
    void systemExitEndsTheCellAndNotTheSession() {
      CellError error = error("System.exit(3);");
      assertTrue(error.evalue().contains("System.exit(3)"), error.evalue());
      assertEquals("2", value("1 + 1"));
    }

    @Test
    void anOverflowingStackIsAnError() {
      assertEquals(
          "java.lang.StackOverflowError",
          error("int deep(int i) { return deep(i + 1) + 1; }\ndeep(0)").ename());
    }

    @Test
    void aToStringThatThrowsIsAnError() {
      CellError error =
          error(
              "class Bad { public String toString() { throw new RuntimeException(\"no text\"); } }\nnew Bad()");
      assertEquals("no text", error.evalue());
    }
  }

  @Nested
  class Output {
    @Test
    void printedTextGoesToTheCell() {
      succeeds("System.out.println(\"π ≈ 3\"); System.err.print(\"oh\");");
      assertEquals("π ≈ 3\n", output.stdout());
      assertEquals("oh", output.stderr());
    }

    @Test
    void aThreadThatOutlivesItsCellPrintsIntoThatCell() {
      succeeds(
          """
          var go = new java.util.concurrent.CountDownLatch(1);
          var late = Thread.ofPlatform().start(() -> {
            try { go.await(); } catch (InterruptedException e) { return; }
            System.out.print("late");
          });
          """);
      RecordedOutput first = output;
      output = new RecordedOutput();
      succeeds("go.countDown(); late.join(); System.out.print(\"second\");");
      assertEquals("late", first.stdout());
      assertEquals("second", output.stdout());
    }

    @Test
    void closingSystemOutSilencesNothing() {
      succeeds("System.out.close();");
      succeeds("System.out.print(\"still here\");");
      assertTrue(output.stdout().contains("still here"));
    }

    @Test
    void displaysCanBeUpdated() {
      succeeds("var shown = displayUpdatable(1);\nshown.update(2);");
      assertEquals(List.of("1", "updated: 2"), output.displays());
    }
  }

  @Nested
  class Interrupts {
    @Test
    void anEndlessLoopStops() throws Exception {
      assertInterrupted(interruptWhenItPrints("{ System.out.print('.'); while (true) {} }"));
    }

    @Test
    void aSleepStops() throws Exception {
      assertInterrupted(
          interruptWhenItPrints("{ System.out.print('.'); Thread.sleep(1_000_000); }"));
    }

    @Test
    void aLoopThatCatchesEverythingStops() throws Exception {
      assertInterrupted(
          interruptWhenItPrints(
              "{ System.out.print('.'); while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} } }"));
    }

    @Test
    void codeThatCannotBeStoppedIsLeftBehind() throws Exception {
      CellResult result =
          interruptWhenItPrints(
              "{ System.out.print('.'); new java.util.concurrent.Phaser(1).awaitAdvance(0); }");
      assertInterrupted(result);
      assertTrue(output.stderr().contains("left behind"), output.stderr());
      assertEquals("2", value("1 + 1"));
    }

    @Test
    void variablesSurviveAnInterrupt() throws Exception {
      succeeds("int survivor = 11;");
      interruptWhenItPrints("{ System.out.print('.'); while (true) {} }");
      assertEquals("11", value("survivor"));
    }

    private void assertInterrupted(CellResult result) {
      assertEquals(
          "Interrupted", assertInstanceOf(CellResult.Failure.class, result).error().ename());
    }
  }

  @Nested
  class Assistance {
    @Test
    void completesMembers() {
      succeeds("String word = \"w\";");
      Completions completions = session.complete("int n = word.len", 16);
      assertEquals("length()", completions.matches().getFirst().text());
      assertEquals(13, completions.start());
      assertEquals(16, completions.end());
    }

    @Test
    void positionsCountCodePoints() {
      succeeds("String emoji = \"w\";");
      Completions completions = session.complete("\"😀\" + emoji.len", 15);
      assertEquals(12, completions.start());
      assertEquals(15, completions.end());
    }

    @Test
    void inspectsAMethodWithTheCursorAtItsEnd() {
      String shown = session.inspect("Math.max", 8, 0).orElseThrow().plainText();
      assertTrue(shown.contains("int Math.max(int a, int b)"), shown);
    }

    @Test
    void tellsIncompleteFromInvalid() {
      assertEquals(Completeness.Status.COMPLETE, session.isComplete("int i = 1;").status());
      assertEquals(Completeness.Status.INCOMPLETE, session.isComplete("void f() {").status());
      assertEquals("    ", session.isComplete("void f() {").indent());
      assertEquals(Completeness.Status.INVALID, session.isComplete("int = 3 )").status());
    }

    @Test
    void evaluatesOutOfSight() throws Exception {
      succeeds("int base = 20;");
      assertEquals(42, session.evaluate("base * 2 + 2"));
    }
  }
}
