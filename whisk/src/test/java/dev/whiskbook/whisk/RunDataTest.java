package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

@DisplayName("The journal as data")
class RunDataTest {

  @TempDir Path folder;
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private Journal journal;
  private Whisk whisk;

  @BeforeEach
  void open() {
    journal = Journal.at(folder.resolve("journal.db"));
    whisk = Whisk.connect(server::target, journal);
  }

  @AfterEach
  void close() {
    whisk.close();
    journal.close();
    server.close();
  }

  private Run run(int n) throws InterruptedException {
    return whisk.fanOut("pi").args((i, all) -> Map.of("i", i, "word", "π<b>")).seed(3).run(n);
  }

  @Test
  @DisplayName("answers SQL with columns of the type of what is selected")
  void sql() throws Exception {
    Run run = run(10);

    Table table =
        journal.query(
            "SELECT i, run_ms / 2.0 AS half, status, NULL AS empty FROM attempts WHERE run = ? ORDER BY i",
            run.id());

    assertEquals(10, table.rowCount());
    assertEquals(List.of("i", "half", "status", "empty"), table.columnNames());
    assertEquals(ColumnType.LONG, table.column("i").type());
    assertEquals(ColumnType.DOUBLE, table.column("half").type());
    assertEquals("SUCCESS", table.stringColumn("status").get(9));
    assertEquals(10, table.column("empty").countMissing());
  }

  @Test
  @DisplayName("cannot be changed by SQL")
  void readOnly() throws Exception {
    Run run = run(3);

    for (String sql :
        List.of(
            "DELETE FROM run",
            "UPDATE run SET n = 9",
            "DROP TABLE attempt",
            "CREATE TABLE mine (x)",
            "PRAGMA user_version = 9")) {
      assertThrows(WhiskException.class, () -> journal.query(sql), sql);
    }
    assertEquals(run.results(), journal.run(run.id()).results());
  }

  @Test
  @DisplayName("says what is wrong with SQL, and which tables there are")
  void wrongSql() throws Exception {
    run(1);

    var error = assertThrows(WhiskException.class, () -> journal.query("SELECT nosuch FROM runs"));

    assertEquals(
        "The journal does not take this SQL: no such column: nosuch. Its tables are runs, attempts, results and samples.",
        error.getMessage());
    assertTrue(
        assertThrows(
                WhiskException.class, () -> Journal.at(folder.resolve("none.db")).query("SELECT 1"))
            .getMessage()
            .contains("There is no journal at"));
  }

  @Test
  @DisplayName("ends a long statement when its caller is interrupted")
  void interrupted() throws Exception {
    run(1);
    Thread.currentThread().interrupt();

    assertThrows(
        InterruptedException.class,
        () ->
            journal.query(
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"));
  }

  @Test
  @DisplayName("gives a run away in a file, and takes it back whole")
  void exportAndImport() throws Exception {
    server.invocation =
        args ->
            args.path("i").intValue() == 2
                ? FakeOpenWhisk.error(500, "There was an internal server error.").build()
                : server.success(args);
    Run run = run(5);
    Path file = folder.resolve("run.json");

    journal.exportRun(run.id(), file);
    Journal other = Journal.at(folder.resolve("other.db"));
    assertEquals(run.id(), other.importRun(file));

    assertEquals(journal.run(run.id()), other.run(run.id()));
    assertEquals(journal.details(run.id()), other.details(run.id()));
    assertEquals(journal.runs(), other.runs());
    assertEquals(
        5,
        other.query("SELECT json FROM args WHERE json LIKE '%π<b>%'").rowCount(),
        "the arguments too");
    var again = assertThrows(WhiskException.class, () -> other.importRun(file));
    assertTrue(again.getMessage().contains("has a run " + run.id() + " already"));
    other.close();
  }

  private static Sample sample(long startMs, long endMs) {
    return new Sample(
        startMs,
        endMs,
        2,
        new Sample.Parts(1.5, 0.25, Double.NaN),
        new Sample.Parts(4000, 100, Double.NaN),
        new Sample.Network(1, 2, 3));
  }

  @Test
  @DisplayName("has the samples of the machine that were taken during a run")
  void samples() throws Exception {
    List<Sample> meanwhile = new ArrayList<>();
    Run run =
        whisk
            .fanOut("pi")
            .listener(
                new FanOutListener() {
                  @Override
                  public void finished(ActionResult result, Progress progress) {
                    long now = System.currentTimeMillis();
                    meanwhile.add(sample(now, now + result.i() + 1));
                    journal.addSamples(meanwhile.subList(meanwhile.size() - 1, meanwhile.size()));
                  }
                })
            .run(3);
    Sample before = sample(run.start().toEpochMilli() - 500, run.start().toEpochMilli() - 250);
    journal.addSamples(List.of(before));

    assertEquals(Set.copyOf(meanwhile), Set.copyOf(journal.samples(run.id())));
    assertEquals(3, journal.sampleCount(run.id()));
    Table table = journal.query("SELECT cpu_host, cpu_server FROM samples WHERE run = ?", run.id());
    assertEquals(1.5, table.doubleColumn("cpu_host").get(0));
    assertTrue(table.column("cpu_server").isMissing(0));
    Path file = folder.resolve("run.json");
    journal.exportRun(run.id(), file);
    try (Journal other = Journal.at(folder.resolve("other.db"))) {
      other.importRun(file);
      assertEquals(journal.samples(run.id()), other.samples(run.id()));
    }
    journal.delete(run.id());
    assertEquals(List.of(), journal.samples(run.id()));
  }

  @Test
  @DisplayName("has no samples where there is no run, and makes no file for them")
  void noSamples() {
    journal.addSamples(List.of(sample(1, 2)));

    assertEquals(List.of(), journal.samples("none"));
    assertEquals(0, journal.sampleCount("none"));
    assertTrue(Files.notExists(journal.file()));
  }

  @Test
  @DisplayName("takes over a journal of the first version, and its runs")
  void migrates() throws Exception {
    Run run = run(2);
    journal
        .journalFile()
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("DROP VIEW samples");
                statement.execute("DROP TABLE sample");
                return statement.execute("PRAGMA user_version = 1");
              }
            });
    journal.close();

    assertEquals(run.results(), journal.run(run.id()).results());
    long inIt = run.start().toEpochMilli();
    journal.addSamples(List.of(sample(inIt - 10, inIt + 1)));
    assertEquals(1, journal.samples(run.id()).size());
  }

  @Test
  @DisplayName("takes no file that is not a run, and nothing of one that is broken")
  void noRun() throws Exception {
    Run run = run(5);
    Path file = folder.resolve("run.json");
    journal.exportRun(run.id(), file);
    String text = Files.readString(file);
    Journal other = Journal.at(folder.resolve("other.db"));

    for (String wrong :
        List.of(
            "",
            "[]",
            "{}",
            "{\"run\": 1}",
            "{\"format\":\"x\",\"run\":{\"id\":\"a\"}}",
            text.substring(0, text.length() / 2),
            text.replace("\"attempt\":[", "\"other\":["))) {
      Files.writeString(file, wrong);
      var error = assertThrows(WhiskException.class, () -> other.importRun(file), wrong);
      assertTrue(error.getMessage().length() < 500, error.getMessage());
    }
    assertEquals(List.of(), other.runs());
    other.close();
  }

  @Test
  @DisplayName("tells how a run was made")
  void details() throws Exception {
    Run run = run(2);

    RunDetails details = journal.details(run.id());

    assertEquals("pi", details.action());
    assertEquals(3, details.seed().orElseThrow());
    assertTrue(details.environment().containsKey("java"));
    assertTrue(details.memoryMb() > 0);
  }

  @Test
  @DisplayName("plays a run again to a listener, without the server")
  void replay() throws Exception {
    Run run = run(6);
    server.close();
    List<Integer> done = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();

    Replay.of(journal.run(run.id()))
        .play(
            Double.POSITIVE_INFINITY,
            new FanOutListener() {
              @Override
              public void attempted(Attempt attempt) {
                attempts.add(attempt);
              }

              @Override
              public void finished(ActionResult result, Progress progress) {
                done.add(progress.done());
              }
            });

    assertEquals(List.of(1, 2, 3, 4, 5, 6), done);
    assertEquals(6, attempts.size());
    assertThrows(IllegalArgumentException.class, () -> Replay.of(run).play(0, FanOutListener.NONE));
  }
}
