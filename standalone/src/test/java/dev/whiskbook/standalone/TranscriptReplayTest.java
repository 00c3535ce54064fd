package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.standalone.management.Throttle;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The scripts that recorded the transcripts are played against our server, with its own ids. */
@DisplayName("The server answers as a real OpenWhisk did")
class TranscriptReplayTest {
  private static final Map<String, RawHttp.Answer> ANSWERS = new TreeMap<>();

  /** Those of the server whose answers were recorded. */
  private static final Throttle.Limits RECORDED =
      new Throttle.Limits(100_000, 100_000, 100_000, false);

  private static Transcripts transcripts;

  @BeforeAll
  static void play() throws IOException, URISyntaxException {
    transcripts = new Transcripts(folder("/transcripts"));
    try (var first = TestServer.start(RECORDED)) {
      var one = new ReplayScript(first, script("t1"));
      var two = new ReplayScript(first, script("t2"));
      one.play(transcripts, ANSWERS::put);
      two.play(transcripts, ANSWERS::put);
      // The first server still has an activation of a minute under way.
      playAlone("t5", RECORDED);
      awaitEarlyInMinute();
      playAlone("t3", new Throttle.Limits(5, 2, 3, false));
      playAlone("t4", new Throttle.Limits(100_000, 2, 100_000, false));
      two.playRest(transcripts, ANSWERS::put);
    }
  }

  /** The throttle counts in minutes of the clock, and the script has to stay within one. */
  private static void awaitEarlyInMinute() {
    long minuteMs = 60_000;
    long now = System.currentTimeMillis();
    if (now % minuteMs > minuteMs / 2) {
      long next = now - now % minuteMs + minuteMs;
      while (System.currentTimeMillis() < next) {
        LockSupport.parkUntil(next);
      }
    }
  }

  private static void playAlone(String script, Throttle.Limits limits)
      throws IOException, URISyntaxException {
    try (var server = TestServer.start(limits)) {
      new ReplayScript(server, script(script)).play(transcripts, ANSWERS::put);
    }
  }

  @AfterAll
  static void forget() {
    ANSWERS.clear();
  }

  @TestFactory
  Stream<DynamicTest> replays() {
    return ANSWERS.entrySet().stream()
        .filter(answer -> transcripts.isKept(answer.getKey()))
        .map(
            answer ->
                DynamicTest.dynamicTest(
                    answer.getKey(), () -> transcripts.check(answer.getKey(), answer.getValue())));
  }

  @Test
  @DisplayName("and every transcript was replayed, but for summaries made by the scripts")
  void complete() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder("/transcripts"))) {
      var missing =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".http"))
              .map(f -> f.replace(".http", ""))
              .filter(name -> !ANSWERS.containsKey(name) && !transcripts.isSummary(name))
              .sorted()
              .toList();
      assertEquals(java.util.List.of(), missing);
    }
  }

  private static Path script(String name) throws URISyntaxException {
    return folder("/replay").resolve(name + ".jsonl");
  }

  private static Path folder(String name) throws URISyntaxException {
    return Path.of(TranscriptReplayTest.class.getResource(name).toURI());
  }
}
