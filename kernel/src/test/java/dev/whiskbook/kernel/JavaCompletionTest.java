package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Completions.Completion;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** In these tests, a bar stands where the cursor is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class JavaCompletionTest {

  private Session session;

  @BeforeAll
  void open() {
    session = Session.builder().imports("java.util.*", "java.util.stream.*").open();
    run("String word = \"w\";\nList<String> words = List.of(word);\nint[] numbers = {1};");
    run("int size(String text, int times) { return text.length() * times; }");
    run("record Point(int x, int y) { double norm() { return Math.hypot(x, y); } }");
    run("enum Colour { RED, GREEN }");
    run("var point = new Point(3, 4);\nMap<String, List<Point>> byName = new HashMap<>();");
  }

  @AfterAll
  void close() {
    session.close();
  }

  private void run(String code) {
    CellResult result = session.execute(CellRequest.of(code), CellOutput.NOWHERE);
    assertTrue(result instanceof CellResult.Success, result::toString);
  }

  private Completions at(String codeWithBar) {
    int bar = codeWithBar.indexOf('|');
    String code = codeWithBar.substring(0, bar) + codeWithBar.substring(bar + 1);
    return session.complete(code, code.codePointCount(0, bar));
  }

  private List<String> texts(String codeWithBar) {
    return at(codeWithBar).matches().stream().map(Completion::text).toList();
  }

  private Completion first(String codeWithBar) {
    return at(codeWithBar).matches().getFirst();
  }

  private void offers(String text, String codeWithBar) {
    List<String> texts = texts(codeWithBar);
    assertTrue(texts.contains(text), () -> text + " is not among " + texts);
  }

  @Nested
  class Members {
    @Test
    void ofAVariable() {
      assertEquals(List.of("length()"), texts("word.len|"));
      assertEquals("method", first("word.len|").type());
      assertEquals("length() : int", first("word.len|").signature());
    }

    @Test
    void afterChainedCalls() {
      offers("isPresent()", "words.stream().map(s -> s.trim()).findFirst().is|");
      offers("toUpperCase(", "words.get(0).substring(1).to|");
    }

    @Test
    void overloadsOnce() {
      assertEquals(List.of("substring("), texts("word.substr|"));
      assertTrue(first("word.substr|").signature().endsWith(", and 1 more"));
    }

    @Test
    void withTypeArgumentsPutIn() {
      assertEquals("get(int) : String", first("words.ge|").signature());
      offers("getValue()", "byName.entrySet().iterator().next().getV|");
      offers("norm()", "byName.get(\"a\").get(0).no|");
    }

    @Test
    void inALambda() {
      offers("isEmpty()", "words.stream().filter(w -> w.isE|");
      offers("isEmpty()", "words.stream().filter(w -> { return w.isE|");
      offers("length()", "words.forEach(w -> System.out.println(w.len|");
    }

    @Test
    void inUnfinishedBlocks() {
      offers("length()", "for (String each : words) {\n  if (each.isEmpty()) {\n    each.len|");
      offers("charAt(", "int f(String given) {\n  return given.ch|");
      offers("trim()", "class A {\n  String name;\n  String get() {\n    return name.tr|");
    }

    @Test
    void withCodeBehindTheCursor() {
      offers("length()", "System.out.println(word.len|);\nint next = 1;");
      assertEquals(List.of("substring"), texts("word.substr|(1)"));
    }

    @Test
    void ofAClassAreStatic() {
      offers("max(", "Math.ma|");
      assertFalse(texts("String.len|").contains("length()"));
      offers("RED", "Colour.R|");
      assertEquals("field", first("Math.P|").type());
    }

    @Test
    void ofAnArray() {
      assertEquals("length", first("numbers.len|").text());
    }

    @Test
    void ofARecordOfTheSession() {
      assertEquals(List.of("x()"), texts("point.x|"));
    }

    @Test
    void ofAVariableThatStandsAboveInTheSameCell() {
      offers("toSeconds()", "var time = java.time.Duration.ofSeconds(1);\ntime.toSec|");
      offers("twice()", "record R(int a) { int twice() { return 2 * a; } }\nnew R(1).tw|");
      offers("intValue()", "Integer boxed(int i) { return i; }\nboxed(1).intV|");
    }

    @Test
    void ofAMethodReference() {
      offers("length", "words.stream().map(String::len|");
      offers("new", "Stream.of(1).map(ArrayList::n|");
    }

    @Test
    void ofAPackage() {
      offers("List", "java.util.Lis|");
      offers("util.", "java.ut|");
      assertEquals("package", first("java.ut|").type());
    }

    @Test
    void behindAPatternVariable() {
      offers("length()", "Object o = word;\nif (o instanceof String s && s.len|");
    }

    @Test
    void inASwitch() {
      offers("norm()", "switch (point) {\n  case Point p -> System.out.println(p.no|");
    }
  }

  @Nested
  class Names {
    @Test
    void ofVariablesMethodsAndTypesOfTheSession() {
      assertEquals(List.of("word", "words"), texts("wor|"));
      assertEquals("variable", first("wor|").type());
      assertEquals("word : String", first("wor|").signature());
      assertEquals("size(", first("siz|").text());
      assertEquals("size(String text, int times) : int", first("siz|").signature());
      assertEquals("class", first("Poin|").type());
    }

    @Test
    void ofLocalVariablesAndParameters() {
      offers("counter", "void f(int counter) {\n  int other = cou|");
      offers("element", "words.forEach(element -> System.out.println(ele|");
    }

    @Test
    void ofImportedClasses() {
      assertEquals("ArrayDeque", first("ArrayDeq|").text());
      assertEquals("java.util.ArrayDeque", first("new ArrayDeq|").signature());
    }

    @Test
    void ofClassesThatAreNotImportedByTheirQualifiedName() {
      Completion found = first("new AtomicInteg|");
      assertEquals("java.util.concurrent.atomic.AtomicInteger", found.text());
      assertEquals("import java.util.concurrent.atomic.AtomicInteger;", found.signature());
    }

    @Test
    void ofClassesThatTheCellImports() {
      assertEquals(
          "AtomicInteger", first("import java.util.concurrent.atomic.*;\nnew AtomicInteg|").text());
    }

    @Test
    void ofKeywords() {
      assertEquals("keyword", first("whil|").type());
      offers("return", "int f() {\n  retu|");
    }

    @Test
    void inAnImport() {
      offers("java.", "import jav|");
      offers("concurrent.", "import java.util.con|");
      offers("Duration", "import java.time.Dur|");
    }

    @Test
    void behindNewAreTypesAlone() {
      assertFalse(texts("new wor|").contains("word"));
      offers("Point", "new Poi|");
    }
  }

  @Nested
  class Order {
    @Test
    void whatHasTheExpectedTypeComesFirst() {
      assertEquals("word", first("String copy = |").text());
      assertEquals("numbers", first("int[] copy = |").text());
      assertEquals("int", first("int n = word.|").signature().replaceAll(".* : ", ""));
      assertEquals("word", first("size(|").text());
      assertEquals("boolean", first("if (word.|").signature().replaceAll(".* : ", ""));
    }

    @Test
    void methodsOfObjectComeLast() {
      List<String> texts = texts("point.|");
      assertTrue(texts.indexOf("norm()") < texts.indexOf("notify()"), texts::toString);
    }
  }

  @Nested
  class Nothing {
    @Test
    void inCommentsAndLiterals() {
      assertEquals(List.of(), texts("// word.|"));
      assertEquals(List.of(), texts("/* word.|"));
      assertEquals(List.of(), texts("var s = \"word.|"));
      assertEquals(List.of(), texts("var s = \"\"\"\n  word.|"));
      assertEquals(List.of(), texts("double d = 12|"));
    }
  }

  @Test
  void positionsCountCodePoints() {
    Completions found = at("\"😀\" + word.len|");
    assertEquals("length()", found.matches().getFirst().text());
    assertEquals(11, found.start());
    assertEquals(14, found.end());
  }

  @Test
  void magicsInTheCellAreNoHindrance() {
    offers("length()", "%whisk status\nString s = \"\";\nint i = s.len|");
  }

  @Test
  @DisplayName("Completion answers while a cell runs, and while one is compiled")
  void completionAnswersWhileACellRuns() throws Exception {
    var output = new RecordedOutput();
    var running =
        CompletableFuture.supplyAsync(
            () ->
                session.execute(
                    CellRequest.of("{ System.out.print('.'); while (true) {} }"), output));
    output.awaitText();
    offers("length()", "word.len|");
    session.interrupt();
    running.get(200, TimeUnit.SECONDS);
  }
}
