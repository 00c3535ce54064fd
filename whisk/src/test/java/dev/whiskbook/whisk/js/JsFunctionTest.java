package dev.whiskbook.whisk.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsFunctionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(i, n) => ({half: i < n / 2})",
        "(i, n) => ({half: i < n / 2});\n",
        "function (i, n) { return {half: i < n / 2}; }",
        "// how to halve\nfunction args(i, n) { return {half: i < n / 2}; } // so",
        "function halve(i, n) { return {half: i < n / 2}; }",
        "const limit = n => n / 2;\nfunction args(i, n) { return {half: i < limit(n)}; }",
        "const args = (i, n) => ({half: i < n / 2});",
        "exports.args = (i, n) => ({half: i < n / 2});",
        "module.exports = (i, n) => ({half: i < n / 2});",
        "limit = 2; args = (i, n) => ({half: i < n / limit})",
        "async (i, n) => ({half: i < n / 2})"
      })
  void eachWayToWriteAFunctionDoes(String source) throws Exception {
    ArgsGenerator args = JsFunction.args(source, "args cell");

    assertEquals("{\"half\":true}", args.args(1, 4).toString());
    assertEquals("{\"half\":false}", args.args(2, 4).toString());
  }

  @Test
  void aReducerGetsAnArrayAndGivesJson() {
    Function<List<JsonNode>, JsonNode> reduce =
        JsFunction.reducer("rs => rs.reduce((sum, r) => sum + r.x, 0) / rs.length", "cell");

    assertEquals("1.5", reduce.apply(List.of(json("{\"x\":1}"), json("{\"x\":2}"))).toString());
  }

  @Test
  void whatItLogsIsHeardLineByLine() {
    List<String> lines = new ArrayList<>();
    Function<List<JsonNode>, JsonNode> reduce =
        JsFunction.reducer(
            "rs => { console.log('π ≈', 3); console.error('b'); }", "cell", lines::add);

    assertTrue(reduce.apply(List.of()).isNull());
    assertEquals(List.of("π ≈ 3", "b"), lines);
  }

  @Test
  void aSyntaxErrorNamesTheLineAtOnce() {
    JsException e =
        assertThrows(
            JsException.class,
            () -> JsFunction.args("function (i, n) {\n  return {a: 1;\n}", "args cell"));

    assertEquals(2, e.line());
    assertTrue(
        e.getMessage().startsWith("args cell, line 2: SyntaxError: Expected"), e.getMessage());
  }

  @Test
  void anErrorAtRunTimeNamesTheLineWhereItWasThrown() {
    ArgsGenerator args =
        JsFunction.args("(i, n) => {\n  const x = 1;\n  return y;\n}", "args cell");

    JsException e = assertThrows(JsException.class, () -> args.args(0, 1));

    assertEquals(3, e.line());
    assertEquals("args cell, line 3: ReferenceError: y is not defined", e.getMessage());
  }

  @Test
  void aSourceWithoutAFunctionIsToldWhatToWrite() {
    JsException e = assertThrows(JsException.class, () -> JsFunction.args("const x = 1;", "cell"));

    assertTrue(
        e.getMessage().startsWith("cell defines no function: write (…) => …"), e.getMessage());
  }

  @Test
  void aRejectedPromiseIsAnError() {
    ArgsGenerator args = JsFunction.args("async () => { throw new Error('no'); }", "cell");

    JsException e = assertThrows(JsException.class, () -> args.args(0, 1));

    assertTrue(e.getMessage().contains("no"), e.getMessage());
  }

  @Test
  void javaAndFilesAreOutOfReach() {
    for (String attempt :
        List.of("Java.type('java.lang.System')", "load('/etc/passwd')", "require('fs')")) {
      ArgsGenerator args = JsFunction.args("() => " + attempt, "cell");
      assertThrows(JsException.class, () -> args.args(0, 1), attempt);
    }
  }

  @Test
  void anInterruptEndsAnEndlessLoopAndTheFunctionStaysUsable() {
    CountDownLatch looping = new CountDownLatch(1);
    ArgsGenerator args =
        JsFunction.args(
            "(i, n) => { if (i === 1) { console.log('looping'); while (true) {} } return {i}; }",
            "cell",
            line -> looping.countDown());

    assertTimeoutPreemptively(
        Duration.ofSeconds(200),
        () -> {
          Thread caller = Thread.currentThread();
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      looping.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    caller.interrupt();
                  });
          JsException e = assertThrows(JsException.class, () -> args.args(1, 2));
          assertEquals("The JavaScript was interrupted.", e.getMessage());
          assertTrue(Thread.interrupted());
          assertEquals("{\"i\":2}", args.args(2, 3).toString());
        });
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }
}
