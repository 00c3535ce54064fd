package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.js.JsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OrchestratorConfigTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/orchestrator");

  @TempDir Path folder;

  @Test
  void aFileIsTakenUnchanged() throws Exception {
    List<String> log = new ArrayList<>();
    OrchestratorConfig config = OrchestratorConfig.load(EXAMPLES.resolve("pi.js"), log::add);

    assertEquals(8, config.numActions());
    assertEquals("_", config.namespace());
    Action action = config.action();
    assertEquals("piDarts", action.name());
    assertEquals(OptionalInt.of(30_000), action.timeoutMs());
    assertEquals(OptionalInt.of(128), action.memoryMb());
    assertEquals(OptionalInt.of(1), action.logsMb());
    assertTrue(action.code().startsWith("const main = (function "), action.code());
    assertTrue(action.code().endsWith(");"), action.code());
    assertEquals("{\"darts\":1000}", config.argsGenerator().args(3, 8).toString());
    JsonNode nothing =
        config
            .reducer()
            .apply(
                List.of(
                    Json.MAPPER.readTree("{\"hits\":785}"),
                    Json.MAPPER.readTree("{\"hits\":786}")));
    assertTrue(nothing.isNull());
    assertEquals(List.of("1571 of 2000 darts hit", "pi is about 3.142"), log);
  }

  @Test
  void argumentsMayDependOnTheActionNumber() throws Exception {
    ArgsGenerator args = OrchestratorConfig.load(EXAMPLES.resolve("half.js")).argsGenerator();

    assertEquals("{\"half\":\"left\",\"action\":0}", args.args(0, 4).toString());
    assertEquals("{\"half\":\"right\",\"action\":3}", args.args(3, 4).toString());
  }

  @Test
  void withoutArgsForActionEachActionGetsAnEmptyObject() throws Exception {
    OrchestratorConfig config = load(text("'f'", "4", "x => x", "r => r"));

    assertEquals("{}", Json.MAPPER.valueToTree(config.argsGenerator().args(2, 4)).toString());
  }

  @Test
  void aMethodIsAnActionToo() throws Exception {
    String text = text("'f'", "4", "({run(params) { return params; }}).run", "r => r");

    assertEquals(
        "const main = (Object.values({run(params) { return params; }})[0]);",
        load(text).action().code());
  }

  @Test
  void anActionWithoutSourceTextIsRefused() {
    WhiskException e =
        assertThrows(WhiskException.class, () -> load(text("'f'", "4", "Math.random", "r => r")));

    assertTrue(e.getMessage().startsWith("config.js: exports.action has no source text"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          exports.action = x => x; exports.reduce = r => r | exports.configs is missing
          exports.configs = 5; exports.action = x => x     | exports.configs is of type number
          exports.configs = {}; exports.reduce = r => r    | exports.action is missing
          exports.configs = {}; exports.action = 'text'    | exports.action is of type string
          exports.configs = {}; exports.action = x => x    | exports.reduce is missing
          """)
  void aMissingOrIllTypedExportIsNamed(String text, String expected) throws Exception {
    WhiskException e = assertThrows(WhiskException.class, () -> load(text));

    assertTrue(e.getMessage().startsWith("config.js: " + expected), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'f'       | 0       | exports.configs.numActions is 0
          'f'       | 2.5     | exports.configs.numActions is 2.5
          'f'       | '10'    | exports.configs.numActions is "10"
          'f'       | null    | exports.configs.numActions is null
          undefined | 1       | exports.configs.actionName is missing
          7         | 1       | exports.configs.actionName is 7
          """)
  void anIllTypedSettingIsNamed(String name, String numActions, String expected) {
    WhiskException e =
        assertThrows(WhiskException.class, () -> load(text(name, numActions, "x => x", "r => r")));

    assertTrue(e.getMessage().startsWith("config.js: " + expected), e.getMessage());
  }

  @Test
  void argsForActionMustBeAFunction() {
    String text = text("'f'", "1", "x => x", "r => r") + "exports.argsForAction = {};";

    WhiskException e = assertThrows(WhiskException.class, () -> load(text));

    assertTrue(e.getMessage().startsWith("config.js: exports.argsForAction is of type object"));
  }

  @Test
  void aSyntaxErrorNamesItsLine() {
    JsException e = assertThrows(JsException.class, () -> load("var a = 1;\nvar b = ;\n"));

    assertEquals(2, e.line());
    assertTrue(e.getMessage().startsWith("config.js, line 2: SyntaxError"), e.getMessage());
  }

  @Test
  void requireIsSaidToBeOutOfReach() {
    JsException e = assertThrows(JsException.class, () -> load("\nrequire('fs')"));

    assertTrue(e.getMessage().contains("require('fs') is not available"), e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    WhiskException e =
        assertThrows(
            WhiskException.class, () -> OrchestratorConfig.load(folder.resolve("nosuch.js")));

    assertTrue(e.getMessage().contains("nosuch.js cannot be read"), e.getMessage());
  }

  private OrchestratorConfig load(String text) throws IOException {
    Path file = folder.resolve("config.js");
    Files.writeString(file, text);
    return OrchestratorConfig.load(file);
  }

  private static String text(String name, String numActions, String action, String reduce) {
    return "exports.configs = {namespace: '_', actionName: %s, numActions: %s};exports.action = %s;exports.reduce = %s;"
        .formatted(name, numActions, action, reduce);
  }
}
