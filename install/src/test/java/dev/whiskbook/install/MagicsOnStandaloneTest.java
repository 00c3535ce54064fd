package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Whiskbook;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Magics in cells, against the embedded OpenWhisk as the product starts it. */
class MagicsOnStandaloneTest {

  private static final String ECHO = "%%action echo\nparams => ({ i: params.i })";

  @TempDir static Path folder;

  private static Workbench workbench;
  private static Session session;

  @BeforeAll
  static void open() {
    // What the module standalone has packaged in the same build (mvn verify, ./whiskbook test).
    Path standalone = Path.of("../standalone/target/dist");
    assertTrue(
        Files.isDirectory(standalone.resolve("lib")), "standalone is not packaged: mvn verify");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@src/main/dist/standalone.options",
            "--upgrade-module-path=" + standalone.resolve("upgrade"),
            "-cp",
            standalone.resolve("lib") + "/*",
            "dev.whiskbook.standalone.Main",
            "--child");
    workbench =
        new Workbench(
            new Targets(command, Map.of(), folder), Journal.at(folder.resolve("journal.db")));
    session = Whiskbook.open(Session.builder(), workbench);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void aFanOutIsARunWithTheResultsInActionOrder() {
    Cell definition = execute(ECHO);
    Cell cell =
        execute("Run run = %fanout 20 echo --args '(i, n) -> Map.of(\"i\", i)'\nrun.values()");

    assertInstanceOf(CellResult.Success.class, definition.result);
    assertTrue(cell.value().startsWith("[{\"i\":0}, {\"i\":1}, {\"i\":2}"), cell.value());
    assertTrue(cell.updates.getLast().startsWith("20 of 20 ok, 0 failed"), cell.updates.toString());
  }

  @Test
  void anErrorOfOneActionEndsNeitherTheOthersNorTheRun() {
    execute(
        "%%action odd\nparams => { if (params.i === 1) throw new Error('not this one'); return params; }");
    execute("%fanout 3 odd --args '(i, n) -> Map.of(\"i\", i)'");
    execute("int count(List<JsonNode> results) { return results.size(); }");

    Cell cell = execute("%reduce count");

    assertEquals("2", cell.value());
    assertTrue(cell.printed.contains("Reduced without 1 of 3 results: action 1"), cell.printed);
    assertTrue(cell.printed.contains("not this one"), cell.printed);
  }

  @Test
  void whatCannotBeSentNamesTheActionNumber() {
    execute(ECHO);
    execute("%fanout 1 echo");
    Run before = workbench.lastRun().orElseThrow();

    assertTrue(
        execute("%fanout 4 echo --args '(i, n) -> i < 2 ? Map.of() : 7'")
            .error()
            .contains("action 2"));
    assertTrue(
        execute("%fanout 4 echo --args '(i, n) -> Map.of(\"x\", \"y\".repeat(i * 1_000_000))'")
            .error()
            .contains("actions 2, 3"));
    assertEquals(before, workbench.lastRun().orElseThrow(), "earlier results stay");
  }

  @Test
  void anUnknownActionIsNamed() {
    String error = execute("%fanout 10 nosuch").error();

    assertTrue(error.contains("nosuch") && error.contains("No cell defines"), error);
  }

  @Test
  void aWrongKeyIsSaidAndTheEmbeddedTargetCanBeChosenAgain() {
    String host = workbench.targets().get().apihost().toString();

    execute("%whisk target --apihost " + host + " --auth wrong:key");
    String error = execute("%whisk status").error();
    Cell again = execute("%whisk target embedded\n%whisk status");

    assertTrue(error.contains("key") && !error.contains("wrong:key"), error);
    assertTrue(again.value().contains("invocations per minute"), again.value());
  }

  @Test
  void anInterruptedFanOutKeepsWhatWasDone() {
    execute(
        "%%action slow\nparams => params.i === 0 ? params : new Promise(done => setTimeout(done, 50_000))");

    Cell cell =
        execute(
            "%fanout 3 slow --args '(i, n) -> Map.of(\"i\", i)'",
            progress -> {
              if (progress.startsWith("1 of 3 done")) {
                Thread.startVirtualThread(session::interrupt);
              }
            });

    var failure = assertInstanceOf(CellResult.Failure.class, cell.result);
    assertEquals("Interrupted", failure.error().ename(), failure.error().evalue());
    assertTrue(cell.printed.contains("which is now the last run"), cell.printed);
    assertEquals(1, workbench.lastRun().orElseThrow().values().size());
  }

  @Test
  void anOrchestratorsConfigFileRunsUnchanged() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.js"),
            """
            exports.configs = {namespace: '_', actionName: 'half', numActions: 4, actionLimits: {timeout: 60000, memory: 256, logs: 10}};
            exports.action = function (params) { doubled = params.n * 2; return {n: doubled}; };
            exports.argsForAction = function (actionNum) { return {n: actionNum % 2}; };
            exports.reduce = function (results) {
              console.log('got ' + results.length);
              return results.map(r => r.n).join();
            };
            """);

    execute("%whisk load " + config);
    Cell cell = execute("%fanout");

    assertTrue(cell.printed.contains("got 4\n"), cell.printed);
    assertTrue(cell.displayed.contains("0,2,0,2"), cell.displayed.toString());
  }

  @Test
  void anInterruptedFanOutIsFinishedFromTheJournal() {
    execute(
        "%%action paced\nparams => new Promise(done => setTimeout(() => done({ i: params.i }), params.ms))");
    execute(
        "Map<String, Object> pace(int i) { return Map.of(\"i\", i, \"ms\", i < 4 ? 1 : 1500); }");
    Cell interrupted =
        execute(
            "%fanout 20 paced --args pace --concurrency 4",
            progress -> {
              if (progress.startsWith("4 of 20 done")) {
                Thread.startVirtualThread(session::interrupt);
              }
            });
    assertInstanceOf(CellResult.Failure.class, interrupted.result);

    execute("Run whole = %fanout --resume");

    assertEquals("20", execute("whole.values().size()").value());
    assertEquals("20", execute("workbench.journal().run(whole.id()).values().size()").value());
    assertTrue(execute("%runs --action paced").value().contains("done"));
  }

  @Test
  void aFanOutInTheBackgroundGoesOnWhileOtherCellsRun() {
    execute(
        "%%action waits\nparams => new Promise(done => setTimeout(() => done({ i: params.i }), params.ms))");
    Cell started =
        execute(
            "var going = %fanout 6 waits --background --args '(i, n) -> Map.of(\"i\", i, \"ms\", 300)'");
    assertInstanceOf(CellResult.Success.class, started.result, started.printed);
    assertEquals("2", execute("1 + 1").value());

    assertEquals("6", execute("going.stream().filter(r -> r.ok()).count()").value());
    assertTrue(execute("going.await()").value().contains("6 ok"));

    execute(
        "%fanout 6 waits --background --args '(i, n) -> Map.of(\"i\", i, \"ms\", i < 2 ? 1 : 50_000)'");
    Cell cancelled = execute("Run part = %runs cancel\npart.missing().size() >= 4");
    assertEquals("true", cancelled.value());
    assertTrue(execute("%runs cancel").error().contains("No fan-out goes on"));
  }

  private static Cell execute(String code) {
    return execute(code, update -> {});
  }

  private static Cell execute(String code, Consumer<String> onUpdate) {
    Cell cell = new Cell(onUpdate);
    cell.result = session.execute(CellRequest.of(code), cell);
    return cell;
  }

  /** What came of a cell. */
  private static final class Cell implements CellOutput {
    private final Consumer<String> onUpdate;
    private final List<String> updates = new CopyOnWriteArrayList<>();
    private final List<String> displayed = new CopyOnWriteArrayList<>();
    private volatile String printed = "";
    private CellResult result;

    Cell(Consumer<String> onUpdate) {
      this.onUpdate = onUpdate;
    }

    String value() {
      return assertInstanceOf(CellResult.Success.class, result, () -> result + printed)
          .value()
          .map(MimeBundle::plainText)
          .orElse("");
    }

    String error() {
      return assertInstanceOf(CellResult.Failure.class, result).error().evalue();
    }

    @Override
    public synchronized void stream(StreamName stream, String text) {
      printed += text;
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {
      displayed.add(bundle.plainText());
    }

    @Override
    public void update(String displayId, MimeBundle bundle) {
      updates.add(bundle.plainText());
      onUpdate.accept(bundle.plainText());
    }

    @Override
    public void clear(boolean wait) {}
  }
}
