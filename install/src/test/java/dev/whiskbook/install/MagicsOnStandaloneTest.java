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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
    workbench =
        new Workbench(
            new Targets(PackagedStandalone.command(), Map.of(), folder),
            Journal.at(folder.resolve("journal.db")));
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
  void aCellRunsOnTwoTargetsSideBySide() {
    execute(ECHO);
    execute(
        "workbench.targets().profiles().add(workbench.targets().named(\"embedded\").withName(\"again\"))");
    Cell cell =
        execute(
            "Table both = %fanout 20 echo --args '(i, n) -> Map.of(\"i\", i)' --target embedded,again\n"
                + "both.stringColumn(\"target\").asList() + \" \" + both.intColumn(\"ok\").sum()");

    assertEquals("[standalone, again] 40.0", cell.value());

    Cell compared = execute("%compare embedded again -n 2 --repeat 2");
    assertTrue(compared.value().contains("All targets gave the same results."), compared.value());
    String unknown = execute("%compare embedded nosuch").error();
    assertTrue(unknown.contains("There is no target nosuch; there are: embedded"), unknown);
  }

  @Test
  void aRunThatWasSampledHasAChartOfProcessorsAndItsServerInIt() {
    execute(ECHO);
    execute("Run unsampled = %fanout 2 echo");
    Cell cell = execute("Run sampled = %fanout 20 echo --monitor\n%plot cpu");
    Cell table = execute("workbench.samples(sampled).table()");

    String chart = cell.displayed.getLast();
    assertTrue(chart.startsWith("Processors during 20 × echo"), chart);
    assertTrue(chart.contains("server "), chart);
    assertTrue(table.value().contains("memory server MB"), table.value());
    assertEquals("false", execute("workbench.monitor().isOn()").value());
    String why = execute("%plot cpu unsampled").error();
    assertTrue(why.contains("nothing was sampled meanwhile"), why);
  }

  @Test
  void aCellIsSampledAndItsValueIsItsOwn() {
    Cell cell = execute("%%monitor --every 50\nThread.sleep(120);\n6 * 7");

    assertEquals("42", cell.value());
    assertTrue(cell.displayed.getFirst().contains("Busy of "), cell.displayed::toString);
    assertTrue(cell.displayed.getLast().startsWith("while the cell ran"), cell.displayed::toString);
  }

  @Test
  void whyAnActionFailedIsAskedOfTheTargetThatItRanOn() {
    execute("%%action fails\nparams => { throw new Error('over there'); }");
    execute("workbench.targets().use(Target.of(\"http://127.0.0.1:1\", \"a:b\"))");
    try {
      Cell cell = execute("%fanout 1 fails --target embedded");
      assertTrue(cell.printed.contains("in cell"), cell.printed);
      assertTrue(cell.printed.contains("throw new Error('over there')"), cell.printed);
    } finally {
      execute("%whisk target use embedded");
    }
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
  void thePoolIsShownAndMisbehavesOnDemand() {
    execute(ECHO);
    execute("%fanout 2 echo");
    Cell pool = execute("%whisk standalone");
    assertTrue(pool.value().contains("warm starts"), pool.value());
    assertTrue(pool.value().contains("guest/echo"), pool.value());

    Cell set = execute("%whisk standalone set --chaos slow=2x@100%,seed=1");
    try {
      assertTrue(set.printed.contains("chaos slow=2x@100%,seed=1"), set.printed);
      assertTrue(execute("whisk.standalone().settings().chaos()").value().contains("slow=2x@100%"));
      String error = execute("%whisk standalone set --profile aws").error();
      assertTrue(error.contains("docker"), error);
    } finally {
      execute("%whisk standalone set --chaos none");
    }
    assertTrue(
        execute("%whisk standalone").value().contains("nothing"), "nothing is simulated any more");
  }

  @Test
  void answersThatHoldAreGivenAgainOnDemand() {
    execute(
        "%%action token\nlet n = 0; const main = () => ({n: ++n, 'Cache-Control': 'max-age=600'})");
    execute("%whisk deploy token");
    String ask = "whisk.invoke(\"token\", Map.of()).result().get(\"n\")";
    Cell set = execute("%whisk standalone set --response-cache on");
    try {
      assertTrue(set.printed.contains("Response cache from now on: on."), set.printed);
      assertEquals("1", execute(ask).value());
      assertEquals("1", execute(ask).value());
      String pool = execute("%whisk standalone").value();
      assertTrue(pool.contains("on, 1 hits, 1 misses"), pool);
      String error = execute("%whisk standalone set --response-cache yes").error();
      assertTrue(error.contains("on or off, not 'yes'"), error);
    } finally {
      execute("%whisk standalone set --response-cache off");
    }
    assertEquals("2", execute(ask).value());
  }

  @Test
  void whatActivationsLoggedIsListedAndFollowed() throws Exception {
    execute(
        "%%action talker\nparams => { console.log('heard', params.i); if (params.i === 1) throw new Error('enough'); return {} }");
    execute("%fanout 2 talker --retries 0 --args '(i, n) -> Map.of(\"i\", i)'");

    Cell listed = execute("%whisk logs --action talker");
    assertTrue(listed.printed.contains("Z heard 0"), listed.printed);
    assertTrue(listed.printed.contains("enough"), listed.printed);
    assertTrue(listed.printed.contains("success"), listed.printed);

    execute(
        "%%action patient\nasync params => { await new Promise(r => setTimeout(r, 200)); console.log('heard at last'); return {} }");
    execute("%whisk deploy patient");
    var heard = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (heard.getCount() > 0) {
                    workbench.whisk().invoke("patient", Map.of());
                  }
                });
    Cell followed =
        execute(
            "%whisk logs --action patient --limit 0 --for 200",
            printed -> {
              if (printed.contains("heard at last") && heard.getCount() > 0) {
                heard.countDown();
                Thread.startVirtualThread(session::interrupt);
              }
            });
    caller.join();
    assertTrue(followed.printed.contains("Z heard at last"), followed.printed);
    assertTrue(execute("%whisk logs --limit 300").error().contains("0 to 200"));
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
  void aServerThatIsKilledInTheMiddleOfARunComesBackAndNoNumberLacksItsResult() {
    execute(
        "%%action steady\nparams => new Promise(done => setTimeout(() => done({ i: params.i }), 200))");
    var killed = new AtomicBoolean();
    Cell cell =
        execute(
            "Run survived = %fanout 60 steady --concurrency 4 --args '(i, n) -> Map.of(\"i\", i)'",
            progress -> {
              if (progress.matches("(?s)[1-9]\\d* of 60 done.*")
                  && killed.compareAndSet(false, true)) {
                killStandalone();
              }
            });

    assertTrue(killed.get(), cell.updates.toString());
    assertEquals("[]", execute("survived.missing()").value(), cell.printed);
    assertEquals("60", execute("survived.values().size()").value(), cell.printed);
    assertEquals("true", execute("survived.attempts().size() > 60").value(), cell.printed);
  }

  /** {@code kill -9}. */
  private static void killStandalone() {
    List<ProcessHandle> servers =
        ProcessHandle.current()
            .children()
            .filter(
                p -> p.info().commandLine().orElse("").contains("dev.whiskbook.standalone.Main"))
            .toList();
    assertEquals(1, servers.size());
    servers.getFirst().destroyForcibly();
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

  @Test
  void resultsAreReducedWhileTheyComeAndAgainInActionOrder() {
    execute(ECHO);
    execute(
        "double middle(List<Map<String, Integer>> all) { return all.stream().mapToInt(m -> m.get(\"i\")).average().orElseThrow(); }");

    Cell cell =
        execute(
            "Run folded = %fanout 101 echo --args '(i, n) -> Map.of(\"i\", i)' --reduce middle\nMath.round(1e9 * folded.estimate().get().mean()) / 1e9");

    assertEquals("50.0", cell.value());
    assertTrue(cell.displayed.contains("50.0"), cell.displayed.toString());
    assertTrue(
        cell.updates.getLast().contains(": 50.0 ± 5.8 (95 %, 101 results)"),
        cell.updates.toString());
    assertEquals("50.0", execute("%reduce middle").value());
  }

  @Test
  void aReducerThatIsNoMeanIsToldApartFromTheEstimate() {
    execute(ECHO);
    execute(
        "int total(List<Map<String, Integer>> all) { return all.stream().mapToInt(m -> m.get(\"i\")).sum(); }");

    Cell cell = execute("%fanout 50 echo --args 'i=1..50' --reduce total");

    assertTrue(cell.displayed.contains("1275"), cell.displayed.toString());
    assertTrue(cell.printed.contains("which is something else"), cell.printed);
  }

  @Test
  void aFanOutEndsWhenItsEstimateIsPreciseEnough() {
    execute(ECHO);
    execute(
        "double mean(List<Map<String, Integer>> all) { return all.stream().mapToInt(m -> m.get(\"i\")).average().orElseThrow(); }");

    Cell cell =
        execute(
            "Run early = %fanout 2000 echo --args '(i, n) -> Map.of(\"i\", i % 2)' --concurrency 4 --reduce mean --until 'ci<0.15'\nearly.totals().ok() < 200");

    assertEquals("true", cell.value());
    assertEquals("CONVERGED", execute("early.state()").value());
    assertTrue(cell.updates.getLast().contains("precise enough"), cell.updates.toString());
  }

  @Test
  void itemsOfAChunkFailOneByOneAndTheActionIsAsItsAuthorWroteIt() {
    execute(
        "%%action fussy -p base=100\nparams => { if (params.i === 5) throw new Error('not five'); return { sum: params.base + params.i, seed: params.seed }; }");

    execute("Run chunked = %fanout fussy --args 'i=0..9' --chunk 4 --seed 3");
    execute("Run single = %fanout fussy --args 'i=0..9' --seed 3");

    assertEquals("true", execute("chunked.values().equals(single.values())").value());
    assertEquals("3", execute("chunked.attempts().size()").value());
    assertEquals("9", execute("chunked.values().size()").value());
    assertTrue(
        execute("chunked.missing()")
            .value()
            .contains("action 5: action developer error: Error: not five"));
  }

  @Test
  void logsAreATableOfLinesWithTheReasonsOfFailures() {
    execute(
        "%%action talks\nparams => { console.log('number', params.i); console.error('and', params.i); if (params.i === 2) throw new Error('two'); return {}; }");
    execute("Run talked = %fanout 4 talks --args '(i, n) -> Map.of(\"i\", i)'");

    execute("Table all = %logs");
    execute("Table errors = %logs talked --status error");
    execute("Table third = %logs talked -i 3");
    Cell cut = execute("%logs --limit 2");
    Cell explained = execute("%logs talked -i 2");
    Cell nothingToExplain = execute("%logs talked -i 3");

    assertEquals(
        "number 0, and 0, number 1, and 1, number 2, and 2, number 3, and 3",
        execute(
                "all.stringColumn(\"line\").asList().stream().filter(l -> l.matches(\"(number|and) .\")).collect(java.util.stream.Collectors.joining(\", \"))")
            .value());
    String why = execute("errors.stringColumn(\"line\").asList().getLast()").value();
    assertTrue(why.contains("two"), why);
    assertEquals(
        "[2]", execute("new java.util.TreeSet<>(errors.intColumn(\"action\").asList())").value());
    assertEquals("2", execute("third.rowCount()").value());
    assertTrue(cut.printed.contains("These are the first 2 lines"), cut.printed);
    assertTrue(explained.printed.contains("in cell"), explained.printed);
    assertTrue(explained.printed.contains("throw new Error('two')"), explained.printed);
    assertEquals("", nothingToExplain.printed);
    assertTrue(execute("%logs -i 9").error().contains("no action 9"));
    assertTrue(execute("%logs --status odd").error().contains("no such status"));
  }

  @Test
  void aReducerRunsOnTheClusterAsATreeInOrder() {
    execute(ECHO);
    execute("%fanout 23 echo --args '(i, n) -> Map.of(\"i\", i)'");

    Cell cell =
        execute(
            "%%reduce --on-cluster --arity 4\n(results, { level }) => results.map(r => level === 0 ? String(r.i) : r).join(' ')");
    execute(
        "%%action add\n({ results }) => ({ value: results.map(r => r.i ?? r).reduce((a, b) => a + b) })");

    assertEquals("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22", cell.value());
    execute("%fanout 23 echo --args '(i, n) -> Map.of(\"i\", i)'");
    assertEquals("253", execute("%reduce add --on-cluster").value());
    execute("%%reduce\nfunction reduce(results) { return results.length; }");
    execute("%fanout 5 echo --args '(i, n) -> Map.of(\"i\", i)'");
    assertEquals("5", execute("%reduce --on-cluster").value());
    assertTrue(execute("%reduce --arity 3").error().contains("--on-cluster"));
  }

  @Test
  void aTableAndAFileAreArguments() throws Exception {
    execute("%%action whole\nparams => params");
    Path file = Files.writeString(folder.resolve("words.txt"), "one\ntwo\nthree\n");
    execute("var sizes = Table.create(IntColumn.create(\"size\", 1, 2, 3, 4));");

    Cell rows = execute("Run ofRows = %fanout whole --args sizes\nofRows.values()");
    Cell lines =
        execute("Run ofLines = %fanout whole --args " + file + " --split lines\nofLines.values()");

    assertEquals("[{\"size\":1}, {\"size\":2}, {\"size\":3}, {\"size\":4}]", rows.value());
    assertTrue(lines.value().contains("{\"line\":\"three\",\"number\":3}"), lines.value());
  }

  private static Cell execute(String code) {
    return execute(code, change -> {});
  }

  private static Cell execute(String code, Consumer<String> onChange) {
    Cell cell = new Cell(onChange);
    cell.result = session.execute(CellRequest.of(code), cell);
    return cell;
  }

  /** What came of a cell. */
  private static final class Cell implements CellOutput {
    private final Consumer<String> onChange;
    private final List<String> updates = new CopyOnWriteArrayList<>();
    private final List<String> displayed = new CopyOnWriteArrayList<>();
    private volatile String printed = "";
    private CellResult result;

    Cell(Consumer<String> onChange) {
      this.onChange = onChange;
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
      onChange.accept(text);
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {
      displayed.add(bundle.plainText());
    }

    @Override
    public void update(String displayId, MimeBundle bundle) {
      updates.add(bundle.plainText());
      onChange.accept(bundle.plainText());
    }

    @Override
    public void clear(boolean wait) {}
  }
}
