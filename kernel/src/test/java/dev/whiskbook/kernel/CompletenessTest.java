package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class CompletenessTest {

  private Session session;

  @BeforeAll
  void open() {
    session = Session.builder().open();
  }

  @AfterAll
  void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 + 1",
        "int x = 5",
        "int x = 5;",
        "int[] a = {1, 2};",
        "foo(1, 2)",
        "x -> x + 1",
        "x = y",
        "if (a) b();",
        "if (a) { b(); } else { c(); }",
        "do { a(); } while (b);",
        "for (int i = 0; i < 3; i++) a(i);",
        "try { a(); } finally { b(); }",
        "void f() { return; }",
        "static <T> List<T> f(T t) throws Exception { return null; }",
        "class A {}\ninterface B { void f(); }",
        "record P(int x, int y) {}",
        "enum E { A, B }",
        "@interface I {}",
        "@Deprecated void f() {}",
        "import java.util.*;",
        "import static java.lang.Math.*",
        "// a comment",
        "/* a comment */ int y = 1;",
        "int z = switch (x) { case 1 -> 2; default -> 3; };",
        "String s = \"\"\"\n  text {\n  \"\"\";",
        "int a = 1;\nint b = 2;\na + b",
        "public static int f() { return 1; }\nf()",
        "new Thread(() -> { a(); }).start()",
        "%whisk status",
        "int n = 4;\n%fanout n\nn + 1",
        "var run = %fanout 16",
        "%%action pi\nfunction main() {\n",
        "throw new RuntimeException(\"no\");",
        "var r = new Object() { int i = 1; };",
        "var o = (Runnable & java.io.Serializable) () -> {};",
      })
  void complete(String code) {
    assertEquals(new Completeness(Completeness.Status.COMPLETE, ""), session.isComplete(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "void f() {|~    ~",
        "class A {\\n    void f() {|~        ~",
        "class A {\\n    void f() {\\n        int i = 1;|~        ~",
        "class A {\\n    void f() {\\n    }|~    ~",
        "foo(1,|~    ~",
        "foo(\\n    1,|~    ~",
        "int x =|~    ~",
        "a +|~    ~",
        "a.|~    ~",
        "x ->|~    ~",
        "if (a)|~    ~",
        "if (a) { b(); } else|~    ~",
        "for (int i = 0; i < 3; i++)|~    ~",
        "while (true) {\\n    if (a)\\n        b();|~    ~",
        "try { a(); }|~~",
        "do { a(); }|~~",
        "switch (x) {\\n    case 1 ->|~        ~",
        "switch (x) {\\n    case 1:|~        ~",
        "switch (x) {\\n    case 1:\\n        a();|~        ~",
        "int z = switch (x) {|~    ~",
        "String s = \"\"\"|~~",
        "  String s = \"\"\"\\n    text|~    ~",
        "/* a comment|~ * ~",
        "/**\\n * a comment|~ * ~",
        "@Override|~~",
        "public static|~    ~",
        "record P(int x)|~    ~",
        "int f(int a)|~    ~",
        "Runnable r = () -> {|~    ~",
        "import java.util.|~    ~",
        "int a = 1;\\nint[] b = {|~    ~",
        "%fanout 64 \\|~    ~",
        "%%action pi|~~",
      })
  void incomplete(String code, String indent) {
    assertEquals(
        new Completeness(Completeness.Status.INCOMPLETE, indent == null ? "" : indent),
        session.isComplete(code.replace("\\n", "\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int = 3 )",
        "}",
        "foo)",
        "foo(]",
        "int x = = 3;",
        "else b();",
        "class 1A {}",
        "\"not closed",
        "int x = 5 int y = 6;",
        "int x = 1;\nint = 2;\nint y = 3;",
        "if (a {",
        "for int i",
        "%whisk status\nint = 3;",
      })
  void invalid(String code) {
    assertEquals(new Completeness(Completeness.Status.INVALID, ""), session.isComplete(code));
  }
}
