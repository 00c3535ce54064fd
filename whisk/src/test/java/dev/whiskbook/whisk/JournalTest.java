package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The journal")
class JournalTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  @TempDir Path folder;
  private Journal journal;
  private Whisk whisk;

  private void open() {
    journal = Journal.at(folder.resolve("runs/journal.db"));
    whisk = Whisk.connect(server::target, journal);
  }

  @AfterEach
  void close() {
    whisk.close();
    journal.close();
    server.close();
  }

  @Test
  @DisplayName("has a run as it was shown, with its attempts and results")
  void hasTheRun() throws Exception {
    open();
    AtomicInteger calls = new AtomicInteger();
    server.invocation =
        args ->
            calls.incrementAndGet() == 1
                ? FakeOpenWhisk.error(500, "There was an internal server error.").build()
                : server.success(args);

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).seed(7).run(20);

    assertEquals(run.results(), journal.run(run.id()).results());
    assertEquals(21, journal.run(run.id()).attempts().size());
    assertEquals(run.seed(), journal.run(run.id()).seed());
    RunSummary summary = journal.runs().getFirst();
    assertEquals(run.id(), summary.id());
    assertEquals(RunState.DONE, summary.state());
    assertEquals(20, summary.ok());
    assertEquals(20, summary.done());
  }

  @Test
  @DisplayName("never has what ended a number without its result, which would be done again")
  void resultsWithTheirAttempts() throws Exception {
    open();
    server.invocation = server::success;
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(3_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    int looks = 0;
    while (!run.isDone()) {
      if (Files.exists(journal.file())) {
        looks++;
        assertEquals(
            0,
            execute(
                "SELECT count(*) FROM attempt a WHERE NOT EXISTS"
                    + " (SELECT 1 FROM result r WHERE r.run = a.run AND r.i = a.i)"));
      }
    }
    assertEquals(3_000, run.get().values().size());
    assertTrue(looks > 0);
  }

  @Test
  @DisplayName("has each result before it is shown")
  void writtenBeforeShown() throws Exception {
    open();
    List<Integer> missing = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void finished(ActionResult result, Progress progress) {
            if (journal.runs().getFirst().done() < progress.done()) {
              missing.add(result.i());
            }
          }
        };

    whisk.fanOut("pi").listener(listener).run(200);

    assertEquals(List.of(), missing);
  }

  @Test
  @DisplayName(
      "lets an interrupted run be resumed: what is done is not done again, nothing is lost")
  void resumesWhatWasInterrupted() throws Exception {
    open();
    Map<Integer, Integer> succeeded = new ConcurrentHashMap<>();
    CountDownLatch half = new CountDownLatch(50);
    CountDownLatch never = new CountDownLatch(1);
    server.invocation =
        args -> {
          int i = args.path("i").intValue();
          if (i >= 50) {
            never.await();
          }
          succeeded.merge(i, 1, Integer::sum);
          half.countDown();
          return server.success(args);
        };
    FanOut fanOut = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).concurrency(60);
    Thread caller = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                half.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              caller.interrupt();
            });
    FanOutInterrupted interrupted = assertThrows(FanOutInterrupted.class, () -> fanOut.run(100));
    never.countDown();
    Run partial = interrupted.partial();
    assertEquals(RunState.INTERRUPTED, journal.runs().getFirst().state());
    assertEquals(partial.results(), journal.run(partial.id()).results());
    Set<Integer> before = Set.copyOf(partial.values().stream().map(JournalTest::i).toList());

    Run whole = whisk.resume(partial.id(), FanOutListener.NONE);

    assertEquals(partial.id(), whole.id());
    assertEquals(
        IntStream.range(0, 100).boxed().toList(),
        whole.values().stream().map(JournalTest::i).toList());
    assertTrue(before.stream().allMatch(i -> succeeded.get(i) == 1), "repeated: " + succeeded);
    assertEquals(whole.results(), journal.run(whole.id()).results());
    assertEquals(RunState.DONE, journal.runs().getFirst().state());
    assertEquals(1, journal.runs().size());
  }

  @Test
  @DisplayName("lets a resumed run wait for what an earlier program began")
  void attachesToWhatIsRunning() throws Exception {
    open();
    CountDownLatch accepted = new CountDownLatch(8);
    server.invocation =
        args -> {
          accepted.countDown();
          JsonNode record = server.recordOf("success", args);
          String id = record.path("activationId").stringValue();
          server.stored.put(id, record); // not to be seen yet
          return FakeOpenWhisk.json(202, "{\"activationId\":\"%s\"}".formatted(id))
              .addHeader("x-openwhisk-activation-id", id)
              .build();
        };
    CountDownLatch written = new CountDownLatch(1);
    Thread run =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(8);
                  } catch (InterruptedException e) {
                    written.countDown();
                  }
                });
    accepted.await();
    awaitRunning(8);
    run.interrupt();
    written.await();
    server.records.putAll(server.stored);

    Run resumed = whisk.resume(journal.runs().getFirst().id(), FanOutListener.NONE);

    assertEquals(8, server.invocations.get());
    assertEquals(
        IntStream.range(0, 8).boxed().toList(),
        resumed.values().stream().map(JournalTest::i).toList());
    assertEquals(8, resumed.attempts().size());
  }

  @Test
  @DisplayName("does not let a run be resumed while it is at work")
  void refusesTheRunning() throws Exception {
    open();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.invocation =
        args -> {
          begun.countDown();
          go.await();
          return server.success(args);
        };
    Thread run =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    whisk.fanOut("pi").run(1);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    begun.await();
    String id = journal.runs().getFirst().id();

    WhiskException refused =
        assertThrows(WhiskException.class, () -> whisk.resume(id, FanOutListener.NONE));

    go.countDown();
    run.join();
    assertTrue(refused.getMessage().contains("still at work"), refused.getMessage());
    assertThrows(WhiskException.class, () -> whisk.resume("no-such-run", FanOutListener.NONE));
  }

  @Test
  @DisplayName("is for its owner's eyes")
  void isPrivate() throws Exception {
    open();
    whisk.fanOut("pi").run(1);

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.file())));
  }

  @Test
  @DisplayName("may be used by two programs at once")
  void twoAtOnce() throws Exception {
    open();
    try (Journal other = Journal.at(journal.file());
        Whisk second = Whisk.connect(server::target, other)) {
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 5; i++) {
                        second.fanOut("pi").run(100);
                      }
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      for (int i = 0; i < 5; i++) {
        whisk.fanOut("pi").run(100);
      }
      thread.join();
    }

    assertEquals(10, journal.runs().size());
    assertTrue(journal.runs().stream().allMatch(r -> r.ok() == 100));
  }

  @Test
  @DisplayName("that is damaged is kept aside, and a new one begun")
  void damaged() throws Exception {
    open();
    Files.createDirectories(journal.file().getParent());
    Files.writeString(
        journal.file(), "This is no database, though it is long enough to be taken for one.");

    Run run = whisk.fanOut("pi").run(3);

    assertEquals(3, journal.run(run.id()).values().size());
    try (var files = Files.list(journal.file().getParent())) {
      assertEquals(1, files.filter(f -> f.toString().contains(".damaged-")).count());
    }
  }

  @Test
  @DisplayName("that cannot be written is said, and the run has its results all the same")
  void notWritable() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    journal = Journal.at(notAFolder.resolve("journal.db"));
    whisk = Whisk.connect(server::target, journal);
    List<String> warnings = new ArrayList<>();

    Run run = whisk.fanOut("pi").listener(collecting(warnings)).run(5);

    assertEquals(5, run.values().size());
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains(notAFolder.toString()), warnings.getFirst());
  }

  @Test
  @DisplayName(
      "that fills its disk in the middle is said once, and the run has its results all the same")
  void full() throws Exception {
    open();
    whisk.fanOut("pi").run(1);
    List<String> warnings = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void planned(Plan plan) {
            execute("PRAGMA max_page_count = 400"); // beyond it SQLite says that the disk is full
          }

          @Override
          public void warning(String sentence) {
            warnings.add(sentence);
          }
        };

    Run run =
        whisk
            .fanOut("pi")
            .args((i, n) -> Map.of("text", "x".repeat(2_000)))
            .listener(listener)
            .run(500);

    assertEquals(500, run.values().size());
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.getFirst().contains("the disk is full"), warnings.getFirst());
  }

  @Test
  @DisplayName("can be asked by SQL")
  void sql() throws Exception {
    open();
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(4);

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal.file());
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*), sum(value ->> 'i') FROM results WHERE run = '%s'"
                    .formatted(run.id()))) {
      assertEquals(4, row.getInt(1));
      assertEquals(6, row.getInt(2));
    }
  }

  @Test
  @DisplayName("is in the project's folder if that has one, else in the user's data folder")
  void place() throws Exception {
    open();
    Path deep = Files.createDirectories(folder.resolve("project/deep"));
    assertEquals(
        Path.of("/home/ada/.local/share/whiskbook/journal.db"),
        Journal.place(Map.of(), Path.of("/home/ada"), deep));
    assertEquals(
        Path.of("/data/whiskbook/journal.db"),
        Journal.place(Map.of("XDG_DATA_HOME", "/data"), Path.of("/home/ada"), deep));
    Path own = Files.createFile(folder.resolve("project/whiskbook.journal"));
    assertEquals(own, Journal.place(Map.of(), Path.of("/home/ada"), deep));
    assertEquals(
        deep.resolve("x.db"),
        Journal.place(Map.of("WHISKBOOK_JOURNAL", "x.db"), Path.of("/home/ada"), deep));
  }

  @Test
  @DisplayName("forgets a run that is deleted")
  void forgets() throws Exception {
    open();
    Run run = whisk.fanOut("pi").run(1);

    assertTrue(journal.delete(run.id()));
    assertFalse(journal.delete(run.id()));
    assertTrue(journal.runs().isEmpty());
  }

  private static FanOutListener collecting(List<String> warnings) {
    return new FanOutListener() {
      @Override
      public void warning(String sentence) {
        warnings.add(sentence);
      }
    };
  }

  /** Until the journal knows that many activations that go on: the next thing that it will know. */
  private void awaitRunning(int count) throws Exception {
    while (execute("SELECT count(*) FROM running") < count) {
      Thread.onSpinWait();
    }
  }

  /** By the journal's own connection; the number that it answers. */
  private int execute(String sql) {
    return journal
        .journalFile()
        .write(
            connection -> {
              try (Statement statement = connection.createStatement();
                  var row = statement.executeQuery(sql)) {
                return row.getInt(1);
              }
            });
  }

  private static int i(JsonNode value) {
    return value.path("i").intValue();
  }
}
