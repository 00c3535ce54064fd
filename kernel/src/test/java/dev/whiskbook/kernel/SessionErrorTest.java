package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said about cells that fail, and that the session can be used after each. */
class SessionErrorTest extends OpenSession {

  @Test
  void allCompilationErrorsOfACellAreShownOnceEach() {
    CellError error =
        error(
            """
            int fine = 1; int wrong = nosuch + 1;
            String text = wrong + 1;
            int other = "text";
            double half = Mth.sqrt(2);
            """);
    String shown = plain(error);
    assertTrue(shown.contains("line 1, column 27: cannot find symbol"), shown);
    assertTrue(shown.contains("line 3, column 13: incompatible types"), shown);
    assertTrue(shown.contains("line 4, column 15: cannot find symbol"), shown);
    assertFalse(shown.contains("line 2,"), shown);
    assertEquals(OptionalInt.of(1), error.line());
  }

  @Test
  void suppressedExceptionsAreShownWithTheirLines() {
    CellError error =
        error(
            """
            class Leaky implements AutoCloseable {
              public void close() { throw new IllegalStateException("in close"); }
            }
            try (var leaky = new Leaky()) {
              throw new IllegalArgumentException("in the body");
            }
            """);
    String shown = plain(error);
    assertEquals("java.lang.IllegalArgumentException", error.ename());
    assertTrue(shown.contains("Suppressed: java.lang.IllegalStateException: in close"), shown);
    assertTrue(shown.contains("--> 2 |   public void close()"), shown);
    assertTrue(shown.contains("--> 5 |   throw new IllegalArg"), shown);
  }

  @Test
  void causesNameTheirOwnLines() {
    CellError error =
        error(
            """
            void inner() { throw new RuntimeException("low"); }
            try { inner(); } catch (RuntimeException e) {
              throw new IllegalStateException("high", e);
            }
            """);
    String shown = plain(error);
    assertTrue(shown.contains("--> 3 |   throw new IllegalState"), shown);
    assertTrue(shown.contains("Caused by: java.lang.RuntimeException: low"), shown);
    assertTrue(shown.contains("--> 1 | void inner()"), shown);
    assertFalse(shown.contains("dev.whiskbook"), shown);
  }

  @Test
  void aMethodThatWaitsForAnotherSaysForWhich() {
    succeeds("int early() { return notYet(1); }");
    CellError error = error("early()");
    assertEquals("UnresolvedReference", error.ename());
    assertTrue(error.evalue().contains("method notYet(int)"), error.evalue());
  }

  @Test
  void anErrorThatTheJvmThrowsIsOneOfTheCell() {
    CellError error = error("byte[][] all = new byte[Integer.MAX_VALUE][];");
    assertEquals("java.lang.OutOfMemoryError", error.ename());
    assertEquals("2", value("1 + 1"));
  }

  @Test
  void aToStringThatOverflowsTheStackIsAnError() {
    CellError error =
        error("class Round { public String toString() { return \"\" + this; } }\nnew Round()");
    assertEquals("java.lang.StackOverflowError", error.ename());
    assertEquals("2", value("1 + 1"));
  }

  @Test
  void deepRecursionThatEndsIsNoError() {
    assertEquals(
        "3000", value("int down(int n) { return n == 0 ? 0 : 1 + down(n - 1); }\ndown(3000)"));
  }

  @Test
  void systemExitAndHaltEndTheCellAlone() {
    assertTrue(error("Runtime.getRuntime().halt(1);").evalue().contains("Runtime.halt(1)"));
    assertTrue(error("Runtime.getRuntime().exit(1);").evalue().contains("Runtime.exit(1)"));
    assertEquals("2", value("1 + 1"));
  }

  @Test
  @DisplayName(
      "A method of 70 KB is refused with the compiler's words, and can be declared smaller")
  void aMethodThatIsTooLarge() {
    String large = "void large(int[] a) {\n" + "  a[0] = a[1] + 123456;\n".repeat(9000) + "}";
    CellError error = error(large);
    assertEquals("CompilationError", error.ename());
    assertTrue(error.evalue().contains("code too large"), error.evalue());
    succeeds("void large(int[] a) { a[0] = 7; }");
    assertEquals("7", value("int[] one = {1};\nlarge(one);\none[0]"));
  }

  @Test
  void statementsThatAreTooLargeAreRefused() {
    CellError error =
        error("{ int[] a = new int[2];\n" + "  a[0] = a[1] + 123456;\n".repeat(9000) + "}");
    assertTrue(error.evalue().contains("code too large"), error.evalue());
    assertEquals("2", value("1 + 1"));
  }

  @Test
  void aMegabyteOfCommentsAndTextIsACell() {
    String comment = "// " + "x".repeat(97) + "\n";
    String text = "\"\"\"\n" + ("y".repeat(99) + "\n").repeat(500) + "\"\"\"";
    assertEquals(
        "50000", value(comment.repeat(10_000) + "String big = " + text + ";\nbig.length()"));
  }

  @Test
  void aThreadThatIsLeftBehindKeepsNothingFromRunning() {
    succeeds(
        "for (int i = 0; i < 3; i++) { var t = new Thread(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) {} }); t.setDaemon(true); t.start(); }");
    assertEquals("2", value("1 + 1"));
  }

  @Test
  void replacingSystemOutCapturesWhatIsPrinted() {
    succeeds(
        "var before = System.out;\nvar bytes = new java.io.ByteArrayOutputStream();\nSystem.setOut(new java.io.PrintStream(bytes));\nSystem.out.print(\"caught\");\nSystem.setOut(before);\nSystem.out.print(\"shown\");");
    assertEquals("shown", output.stdout());
    assertEquals("caught", value("bytes.toString()"));
  }
}
