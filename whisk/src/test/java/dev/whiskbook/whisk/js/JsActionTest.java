package dev.whiskbook.whisk.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsActionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function main(params) { return {}; }",
        "async function main(params) { return {}; }",
        "const main = params => ({});",
        "var main = function () { return {}; }",
        "exports.main = () => ({})",
        "module.exports.main = () => ({})",
        "const fs = require('fs'); const key = process.env.KEY.trim(); function main() { return {}; }",
        "const later = someGlobalOfNode.made(); function main() { return {}; }"
      })
  void aSourceWithAMainStaysAsItIs(String source) {
    assertEquals(source, JsAction.withMain(source, "%%action", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function (params) { return {}; }",
        "params => ({ n: params.n })",
        "async ({n}) => ({ n });",
        "(function () { return {}; });",
        "function other(params) { return {}; }"
      })
  void aFunctionByItselfIsGivenTheName(String source) {
    String made = JsAction.withMain(source, "%%action", 2);

    assertTrue(made.startsWith("const main = ("), made);
    assertEquals(made, JsAction.withMain(made, "%%action", 2), "and then has a main");
  }

  @Test
  void aSyntaxErrorIsInTheLineOfTheCell() {
    var error =
        assertThrows(
            JsException.class,
            () -> JsAction.withMain("function main(params) {\n  return {a: };\n}", "%%action", 2));

    assertEquals(3, error.line());
    assertTrue(
        error.getMessage().startsWith("%%action, line 3: SyntaxError: "), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "const mane = () => ({});", "({ main: 3 })", "// only a comment"})
  void aSourceWithoutFunctionIsRefused(String source) {
    var error = assertThrows(JsException.class, () -> JsAction.withMain(source, "%%action", 2));

    assertTrue(
        error.getMessage().contains("no function that OpenWhisk could call"), error.getMessage());
  }
}
