package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stays when cells are executed again and declarations change. */
class SessionStateTest extends OpenSession {

  @Test
  @DisplayName("A variable keeps its value when a method it was computed with gets another type")
  void aVariableOutlivesAMethodOfAnotherType() {
    succeeds("int f() { return 41; }");
    succeeds("var v = f() + 1;\nint w = f();\nlong seen = 7;");
    succeeds("long f() { return 7; }");
    assertEquals("42", value("(int) v"));
    assertEquals("41", value("w"));
    assertEquals("7", value("seen"));
  }

  @Test
  @DisplayName("A variable keeps its value when a class that it does not hold gets new members")
  void aVariableOutlivesAClassThatChanges() {
    succeeds("class P { int x = 3; }");
    succeeds("var x = new P().x;\nList<String> names = new ArrayList<>(List.of(\"a\"));");
    succeeds("int twice() { return 2 * new P().x; }\nvar doubled = twice();");
    succeeds("class P { int x = 4; int y = 5; }");
    assertEquals("3", value("x"));
    assertEquals("[a]", value("names"));
    assertEquals("6", value("doubled"));
    assertEquals("8", value("twice()"));
  }

  @Test
  void aVariableWhoseOwnClassChangedIsNamed() {
    succeeds("class P { int x = 3; }\nP p = new P();\nint other = 1;");
    succeeds("class P { int x = 4; int y = 5; }");
    assertTrue(output.stderr().contains("p lost its value"), output.stderr());
    assertEquals("null", value("p"));
    assertEquals("1", value("other"));
  }

  @Test
  void staticStateStaysWhereOnlyABodyChanges() {
    succeeds("class Counter { static int n = 0; static int next() { return ++n; } }");
    succeeds("Counter.next(); Counter.next();");
    succeeds("class Counter { static int n = 0; static int next() { return n += 10; } }");
    assertEquals("12", value("Counter.next()"));
    succeeds(
        "class Counter { static int n = 0; static int next() { return n += 10; } void more() {} }");
    assertEquals("22", value("Counter.next()"));
  }

  @Test
  void otherInitialValuesOfStaticFieldsReplaceTheOldOnes() {
    succeeds("class Config { static int size = 5; static List<String> all = List.of(\"a\"); }");
    assertEquals("5", value("Config.size"));
    succeeds("class Config { static int size = 6; static List<String> all = List.of(\"b\"); }");
    assertEquals("6[b]", value("Config.size + \"\" + Config.all"));
  }

  @Test
  void anImportThatIsDeclaredAgainLeavesVariablesAlone() {
    succeeds(
        "import java.util.concurrent.atomic.AtomicInteger;\nvar count = new AtomicInteger(5);");
    succeeds(
        "import java.util.concurrent.atomic.*;\nimport java.util.concurrent.atomic.AtomicInteger;");
    assertEquals("5", value("count"));
  }

  @Test
  void classesOfOneCellMayNeedEachOther() {
    succeeds(
        """
        class A { B b; int depth() { return b == null ? 0 : b.depth(); } }
        class B { A a; int depth() { return 1 + (a == null ? 0 : a.depth()); } }
        var a = new A();
        a.b = new B();
        """);
    assertEquals("1", value("a.depth()"));
  }

  @Test
  void classesOfSeveralCellsMayNeedEachOther() {
    succeeds(
        "class Ping { Pong pong; int count(int n) { return n == 0 ? 0 : 1 + pong.count(n - 1); } }");
    assertTrue(output.stderr().contains("class Pong"), output.stderr());
    succeeds(
        "class Pong { Ping ping; int count(int n) { return n == 0 ? 0 : 1 + ping.count(n - 1); } }");
    succeeds("var ping = new Ping();\nping.pong = new Pong();\nping.pong.ping = ping;");
    assertEquals("10", value("ping.count(10)"));
  }

  @Test
  void methodsMayCallEachOtherAndBeDeclaredLater() {
    succeeds("boolean even(int n) { return n == 0 || odd(n - 1); }");
    assertEquals("UnresolvedReference", error("even(4)").ename());
    succeeds("boolean odd(int n) { return n != 0 && even(n - 1); }");
    assertEquals("true", value("even(10)"));
  }

  @Test
  void aLambdaCallsTheNewestMethod() {
    succeeds("int step(int i) { return i + 1; }");
    succeeds(
        "java.util.function.IntUnaryOperator op = i -> step(i);\nvar ref = (java.util.function.IntUnaryOperator) i -> step(i) * 10;");
    succeeds("int step(int i) { return i + 100; }");
    assertEquals("101", value("op.applyAsInt(1)"));
    assertEquals("1010", value("ref.applyAsInt(1)"));
  }

  @Test
  void sealedTypesRecordsEnumsGenericsAndAnnotationsWorkAcrossCells() {
    succeeds(
        "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) @interface Tag { String value(); }");
    succeeds("sealed interface Shape permits Circle, Square {}");
    succeeds(
        "record Circle(double r) implements Shape {}\nrecord Square(double a) implements Shape {}");
    succeeds("enum Unit { M(1), KM(1000); final int metres; Unit(int m) { metres = m; } }");
    succeeds(
        "class Box<T extends Comparable<T>> { T held; Box(T t) { held = t; } T max(T o) { return held.compareTo(o) > 0 ? held : o; } }");
    succeeds("@Tag(\"here\") class Tagged {}");
    assertEquals(
        "circle",
        value(
            "Shape s = new Circle(2);\nswitch (s) { case Circle c -> \"circle\"; case Square q -> \"square\"; }"));
    assertEquals("2", value("Shape.class.getPermittedSubclasses().length"));
    assertEquals("1000", value("Unit.valueOf(\"KM\").metres"));
    assertEquals("b", value("new Box<>(\"a\").max(\"b\")"));
    assertEquals("here", value("Tagged.class.getAnnotation(Tag.class).value()"));
    assertEquals("M", value("switch (Unit.M) { case M -> \"M\"; case KM -> \"KM\"; }"));
  }

  @Test
  void aSealedTypeCanBeDeclaredAgainWithMoreSubtypes() {
    succeeds(
        "sealed interface Animal permits Cat {}\nrecord Cat(String name) implements Animal {}");
    succeeds(
        "sealed interface Animal permits Cat, Dog {}\nrecord Dog(String name) implements Animal {}");
    assertEquals(
        "dog",
        value(
            "Animal a = new Dog(\"d\");\nswitch (a) { case Cat c -> \"cat\"; case Dog d -> \"dog\"; }"));
  }

  @Test
  void membersThatAreNotPublicCanBeUsedFromOtherCells() {
    succeeds(
        "class Base { int hidden = 1; protected int guarded() { return 2; } static class Inner { int deep = 3; } Base() {} }");
    succeeds(
        "class Derived extends Base { @Override protected int guarded() { return 20 + super.guarded(); } }");
    assertEquals(
        "26", value("new Derived().guarded() + new Base().hidden + new Base.Inner().deep"));
    assertEquals(
        "5", value("new Base() { @Override protected int guarded() { return 5; } }.guarded()"));
  }

  @Test
  void anonymousAndLocalClassesAndLambdasOutliveTheirCell() {
    succeeds("Supplier<String> later;");
    succeeds("import java.util.function.*;");
    succeeds(
        """
        {
          class Local { String text() { return "local"; } }
          record Pair(int a, int b) {}
          later = () -> new Local().text() + new Object() { @Override public String toString() { return new Pair(1, 2).toString(); } };
        }
        """);
    for (int i = 0; i < 110; i++) {
      succeeds("{ int unused = " + i + "; }");
    }
    assertEquals("localPair[a=1, b=2]", value("later.get()"));
  }

  @Test
  @DisplayName("The last value is $_, with its type")
  void theLastValueHasAName() {
    value("\"kept\" + 1");
    assertEquals("5", value("$_.length()"));
    assertEquals("6 $_", value("$_ + 1 + \" $_\" /* $_ */"));
  }

  @Test
  @DisplayName("A class takes the place of an import of its name, the session's or a cell's")
  void aClassTakesThePlaceOfAnImport() {
    try (Session own =
        Session.builder().imports("java.util.*", "dev.whiskbook.kernel.Input").open()) {
      String[][] cells = {
        {"record Input(int v) { Input next() { return new Input(v + 1); } }", ""},
        {"new Input(3).next()", "Input[v=4]"},
        {"import java.util.concurrent.Semaphore;", ""},
        {"new Semaphore(5).availablePermits()", "5"},
        {"class Semaphore { int lamps = 3; }\nSemaphore mine() { return new Semaphore(); }", ""},
        {"mine().lamps", "3"},
        {"List.of(1)", "[1]"}
      };
      for (String[] cell : cells) {
        CellResult result = own.execute(CellRequest.of(cell[0]), output);
        CellResult.Success success =
            assertInstanceOf(CellResult.Success.class, result, () -> cell[0] + ": " + result);
        assertEquals(cell[1], success.value().map(MimeBundle::plainText).orElse(""));
      }
    }
  }

  @Test
  @DisplayName("An import takes the place of a class of its name, and says what went with that")
  void anImportTakesThePlaceOfAClass() {
    succeeds("record Point(int far) {}\nvar here = new Point(3);\nint other = 5;");

    output = new RecordedOutput();
    succeeds("import java.awt.Point;");

    assertEquals("here is gone: the name of its type means another one now.\n", output.stderr());
    assertEquals("2.0", value("new Point(1, 2).getY()"));
    assertEquals("5", value("other"));
    succeeds("record Point(int far) {}");
    assertEquals("Point[far=4]", value("new Point(4)"));
  }

  @Test
  void theSameCellCanBeExecutedManyTimes() {
    succeeds("int total = 0;");
    for (int i = 0; i < 60; i++) {
      succeeds(
          "int add(int x) { return x + 1; }\nfor (int k = 0; k < 2; k++) { total += add(k); }\nnew Object() { int y = total; }.y");
    }
    assertEquals("180", value("total"));
  }

  @Test
  @DisplayName("Preview features without --enable-preview of the JVM are refused with what to do")
  void previewFeaturesNeedTheOptionOfTheJvm() {
    try (Session preview =
        Session.builder()
            .compilerOptions(
                List.of("--enable-preview", "--release", "" + Runtime.version().feature()))
            .open()) {
      CellResult result =
          preview.execute(
              CellRequest.of(
                  "Object o = 5;\nString s = o instanceof int i ? \"int \" + i : \"?\";"),
              output);
      CellError error = ((CellResult.Failure) result).error();
      assertTrue(error.evalue().contains("JDK_JAVA_OPTIONS=--enable-preview"), error.evalue());
    }
  }
}
