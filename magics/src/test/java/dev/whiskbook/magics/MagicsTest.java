package dev.whiskbook.magics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Magics in cells of a real session. Nobody listens where its target is: what needs an OpenWhisk is
 * tested in the module install.
 */
class MagicsTest {

  @TempDir static Path home;

  private static Workbench workbench;
  private static Session session;
  private static final StringBuilder printed = new StringBuilder();

  @BeforeAll
  static void open() {
    Map<String, String> nobody = Map.of("WHISK_APIHOST", "http://127.0.0.1:1", "WHISK_AUTH", "u:k");
    workbench =
        new Workbench(
            new Targets(List.of("no", "such", "server"), nobody, home),
            Journal.at(home.resolve("journal.db")));
    session = Whiskbook.open(Session.builder(), workbench);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%fanout 0 noop     | %fanout 0: N is the number of actions, from 1 to 1,000,000",
        "%fanout -3 noop    | %fanout -3: N is the number of actions, from 1 to 1,000,000",
        "%fanout abc noop   | There is no variable abc",
        "%fanout 10 --speed | %fanout has no option --speed",
        "%fanout 10 noop --args nothing | --args nothing: there is no %%args cell, Java method or variable",
        "%fanout 10 noop --concurrency 0 | concurrency must be above 0, not 0",
        "%fanout 10 noop    | 127.0.0.1:1",
        "%whisk status      | 127.0.0.1:1",
        "%whisk stats       | %whisk has no command stats. Did you mean status",
        "%whisk deploy nosuch | no cell defines an action of this name",
        "%monitor           | Nothing was sampled yet: '%monitor start' begins to",
        "%monitor stop      | No samples are being taken: '%monitor start' begins to.",
        "%monitor start --every 1 | at least 50 ms apart",
        "%whisk target --auth u:k | a key alone is no target",
        "%whisk target use nosuch | There is no target nosuch; there are: embedded, wskprops",
        "%whisk target remove nosuch | There is no target nosuch",
        "%whisk target add lab --host h | needs a key, and nobody can be asked here",
        "%whisk target add lab --host h --auth nocolon | not of the form uuid:key",
        "%fanout 10 noop --target wskprops,nosuch | There is no target nosuch",
        "%whisk load nosuch.js | nosuch.js cannot be read",
        "%plot pie          | %plot knows timeline, latency, concurrency, containers, cpu, cost, stragglers, convergence, precision, walltime, speedup and efficiency, not pie",
        "%plot precision    | needs a table with a row for each run",
        "%timings nosuch    | neither the id of a run nor a variable",
        "%fanout 10 noop --until ci<1 | --reduce METHOD says of what",
        "%fanout 10 noop --reduce nosuch | There is no Java method or variable nosuch",
        "%fanout 10 noop --args nosuch.txt --split lines | There is no file nosuch.txt",
        "%fanout noop --args a=1,2;a=3 | The argument a is there twice",
        "%fanout 10 noop --chunk 0 | chunk must be above 0, not 0",
        "%fanout --resume --chunk 2 | from the run itself",
        "%fanout --resume --reduce --until ci<1 | --until is for a fan-out from its beginning",
        "%fanout --resume   | no unfinished run in the journal",
        "%fanout --resume x | The journal has no run x",
        "%runs show nosuch  | neither the id of a run nor a variable",
        "%reduce nosuch     | There is no Java method or variable nosuch",
      })
  void aWrongArgumentIsOneSentenceThatNamesIt(String magic, String expected) {
    workbench.add(run("run-1", "{\"hits\": 1}"));

    CellResult.Failure failure = assertInstanceOf(CellResult.Failure.class, execute(magic));

    assertTrue(failure.error().evalue().contains(expected), failure.error().evalue());
    assertTrue(failure.error().evalue().length() < 300, failure.error().evalue());
    assertEquals("2", text("1 + 1"), "and the session goes on");
  }

  @Test
  void aSyntaxErrorInAnActionNamesTheLineOfTheCell() {
    var failure =
        assertInstanceOf(
            CellResult.Failure.class,
            execute("%%action broken\nfunction main(params) {\n  return {a: };\n}"));

    assertTrue(
        failure.error().evalue().startsWith("%%action broken, line 3: "), failure.error().evalue());
    assertTrue(workbench.action("broken").isEmpty());
  }

  @Test
  void anActionCellKeepsItsLimitsAndParameters() {
    execute("%%action sized --memory 128 --timeout 5000 -p n=3 -p word=three\nparams => params");

    var action = workbench.action("sized").orElseThrow();
    assertEquals(128, action.memoryMb().orElseThrow());
    assertEquals(5000, action.timeoutMs().orElseThrow());
    assertEquals("{n=3, word=three}", action.parameters().toString());
    assertTrue(action.code().startsWith("const main = (params => params"), action.code());
  }

  @Test
  void aJavaMethodReducesRecordsMapsNumbersAndNodes() {
    workbench.add(run("run-2", "{\"hits\": 1}", "{\"hits\": 2}", "{\"hits\": 4}"));
    execute("record Hits(long hits) {}");

    execute("long ofRecords(List<Hits> all) { return all.stream().mapToLong(Hits::hits).sum(); }");
    execute(
        "int ofMaps(List<Map<String, Integer>> all) { int s = 0; for (var m : all) s += m.get(\"hits\"); return s; }");
    execute("String ofNodes(List<JsonNode> all) { return all.get(2).get(\"hits\").toString(); }");
    execute("Function<List<Hits>, Long> ofLambda = all -> (long) all.size();");

    assertEquals("7", text("%reduce ofRecords"));
    assertEquals("7", text("%reduce ofMaps"));
    assertEquals("4", text("%reduce ofNodes"));
    assertEquals("3", text("%reduce ofLambda"));
    assertEquals("7", text("long seven = %reduce ofRecords\nseven"));
  }

  @Test
  void aJavaScriptCellReducesInActionOrderAndLogsIntoTheCell() {
    workbench.add(run("run-3", "{\"v\": \"a\"}", "{\"v\": \"b\"}"));

    assertEquals(
        "ab",
        text(
            "%%reduce\nresults => { console.log(results.length); return results.map(r => r.v).join(''); }"));
    assertTrue(printed.toString().contains("2\n"), printed.toString());
    workbench.add(run("run-4", "{\"v\": \"x\"}"));
    assertEquals("x", text("%reduce"), "and later the run that is the last then");
  }

  @Test
  void aReducerThatThrowsIsNamedAndTheRunIsKept() {
    workbench.add(run("run-5", "{\"hits\": 0}"));
    execute("int divide(List<Map<String, Integer>> all) { return 1 / all.get(0).get(\"hits\"); }");

    var java = assertInstanceOf(CellResult.Failure.class, execute("%reduce divide"));
    var js =
        assertInstanceOf(
            CellResult.Failure.class,
            execute("%%reduce\nresults => {\n  throw new Error('no')\n}"));

    assertTrue(
        java.error()
            .evalue()
            .contains("The reducer divide threw java.lang.ArithmeticException: / by zero"),
        java.error().evalue());
    assertTrue(java.error().evalue().contains("Run run-5 is kept"), java.error().evalue());
    String traceback = String.join("\n", java.error().traceback());
    assertTrue(traceback.contains("int divide(List<Map<String, Integer>> all)"), traceback);
    assertTrue(js.error().evalue().startsWith("%%reduce, line 3: Error: no"), js.error().evalue());
    assertEquals("run-5", workbench.lastRun().orElseThrow().id());
  }

  @Test
  void aReductionSaysWhatIsMissing() {
    workbench.add(run("run-6", "{\"hits\": 1}", null));
    execute("int count(List<JsonNode> all) { return all.size(); }");
    printed.setLength(0);

    assertEquals("1", text("%reduce count"));

    assertTrue(
        printed.toString().contains("Reduced without 1 of 2 results: action 1"),
        printed.toString());
  }

  @Test
  void helpShowsTheJavaCall() {
    printed.setLength(0);

    execute("%fanout --help");

    assertTrue(
        printed.toString().contains("Java: Run run = whisk.fanOut(action)"), printed.toString());
  }

  @Test
  void theKeyOfATargetIsNeverShown() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("props"), "APIHOST=http://127.0.0.1:1\nAUTH=uuid:verysecret\n");
    printed.setLength(0);

    execute("%whisk target wskprops " + file);
    execute("%whisk target --apihost http://127.0.0.1:1 --auth uuid:verysecret");

    assertTrue(printed.toString().contains("http://127.0.0.1:1"), printed.toString());
    assertTrue(!printed.toString().contains("verysecret"), printed.toString());
  }

  @Test
  void aTargetWithANameIsKeptChosenShownAndForgotten() {
    printed.setLength(0);
    execute("%whisk target add lab --host http://127.0.0.1:1 --auth uuid:verysecret");

    String listed = text("%whisk target list");
    assertTrue(listed.contains("lab") && listed.contains("http://127.0.0.1:1"), listed);
    execute("%whisk target use lab");
    assertEquals("uuid:verysecret", workbench.whisk().target().auth());
    execute("%whisk target show lab");
    execute("%whisk target remove lab");
    execute("%whisk target use wskprops");

    assertEquals(List.of(), workbench.targets().profiles().names());
    assertTrue(printed.toString().contains("lab is forgotten."), printed.toString());
    assertTrue(!(printed + listed).contains("verysecret"), printed.toString());
  }

  @Test
  void aTableAndARunHaveTextAndHtml() {
    workbench.add(run("run-7", "{\"hits\": 1}"));

    for (String code : List.of("%timings", "workbench.lastRun().get()")) {
      var success = assertInstanceOf(CellResult.Success.class, execute(code));
      assertTrue(success.value().orElseThrow().data().containsKey("text/html"), code);
      assertTrue(!success.value().orElseThrow().plainText().isBlank(), code);
    }
  }

  private static String text(String code) {
    CellResult result = execute(code);
    return result instanceof CellResult.Success success
        ? success.value().map(MimeBundle::plainText).orElse("")
        : result.toString();
  }

  private static CellResult execute(String code) {
    return session.execute(CellRequest.of(code), new Printed());
  }

  /** A run whose results are these JSON texts; null for an action that failed. */
  private static Run run(String id, String... results) {
    List<ActionResult> all =
        IntStream.range(0, results.length)
            .mapToObj(
                i ->
                    results[i] == null
                        ? new ActionResult(
                            i, Optional.empty(), Status.DEVELOPER_ERROR, "it threw", List.of())
                        : new ActionResult(
                            i,
                            Optional.of(JsonMapper.shared().readTree(results[i])),
                            Status.SUCCESS,
                            "",
                            List.of()))
            .toList();
    return new Run(
        id,
        "noop",
        "nobody",
        results.length,
        OptionalLong.empty(),
        Instant.EPOCH,
        Duration.ofMillis(5),
        all);
  }

  private static final class Printed implements CellOutput {
    @Override
    public void stream(StreamName stream, String text) {
      printed.append(text);
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {}

    @Override
    public void update(String displayId, MimeBundle bundle) {}

    @Override
    public void clear(boolean wait) {}
  }
}
