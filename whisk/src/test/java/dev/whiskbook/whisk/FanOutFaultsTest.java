package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a fan-out makes of each way in which an invocation can fail. */
class FanOutFaultsTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  @Test
  void anApplicationErrorOfOneActionEndsNeitherTheOthersNorTheRun() throws Exception {
    JsonNode error = Json.MAPPER.readTree("{\"error\":\"no luck\"}");
    server.invocation =
        args ->
            args.path("i").intValue() == 2
                ? server.record(502, "application error", error)
                : server.success(args);

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(4);

    assertEquals(3, run.values().size());
    assertEquals(List.of(new Missing(2, Status.APPLICATION_ERROR, "no luck")), run.missing());
    assertEquals(1, run.results().get(2).attempts().size());
    assertEquals(
        "Reduced without 1 of 4 results: action 2: application error: no luck.",
        run.reduce(List::size).warning().orElseThrow());
  }

  @Test
  void anActionDeveloperErrorIsFinalToo() throws Exception {
    JsonNode error = Json.MAPPER.readTree("{\"error\":\"An error has occurred: Error: boom\"}");
    server.invocation = args -> server.record(502, "action developer error", error);

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(1, server.invocations.get());
    assertEquals(Status.DEVELOPER_ERROR, run.results().getFirst().status());
    assertEquals("An error has occurred: Error: boom", run.results().getFirst().error());
  }

  @Test
  void aWhiskInternalErrorIsTriedAgainAndEachAttemptRecorded() throws Exception {
    firstThen(
        server.record(500, "whisk internal error", Json.MAPPER.readTree("{\"error\":\"oops\"}")));

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(1, run.values().size());
    assertEquals(
        List.of(Status.INTERNAL_ERROR, Status.SUCCESS),
        run.attempts().stream().map(Attempt::status).toList());
    assertEquals(List.of(1, 2), run.attempts().stream().map(Attempt::attempt).toList());
  }

  @Test
  void attemptsEndWhenTheRetriesAreUsedUp() throws Exception {
    server.invocation = args -> FakeOpenWhisk.error(503, "No invokers available").build();

    Run run = whisk.fanOut("pi").retries(1).run(1);

    assertEquals(2, run.attempts().size());
    assertEquals(
        new Missing(0, Status.INTERNAL_ERROR, "HTTP 503: No invokers available"),
        run.missing().getFirst());
  }

  @Test
  void aConnectionThatBreaksIsTriedAgainByUsAndNotBehindOurBack() throws Exception {
    firstThen(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(
        List.of(Status.CONNECTION_FAILED, Status.SUCCESS),
        run.attempts().stream().map(Attempt::status).toList());
    assertEquals(2, server.invocations.get());
  }

  @Test
  void theErrorPageOfAProxyIsTriedAgain() throws Exception {
    firstThen(
        new MockResponse.Builder()
            .code(502)
            .addHeader("Content-Type", "text/html")
            .body("<html><body><h1>502 Bad Gateway</h1></body></html>")
            .build());

    Run run = whisk.fanOut("pi").run(1);

    assertEquals("HTTP 502: 502 Bad Gateway", run.attempts().getFirst().error());
    assertEquals(1, run.values().size());
  }

  @Test
  void anAnswerThatIsCutOffIsTriedAgain() throws Exception {
    firstThen(FakeOpenWhisk.json(200, "{\"activationId\":\"abc\",\"respon").build());

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(Status.CONNECTION_FAILED, run.attempts().getFirst().status());
    assertEquals(1, run.values().size());
  }

  @Test
  void aFullMinuteIsWaitedOutByTheServersClock() throws Exception {
    // One second before the server's minute is over.
    firstThen(
        FakeOpenWhisk.error(429, "Too many requests in the last minute (count: 9, allowed: 5).")
            .addHeader("Date", "Sun, 22 Nov 2026 00:10:59 GMT")
            .build());
    List<String> waits = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void waiting(String why, long ms) {
            waits.add(why + " " + ms);
          }
        };

    Run run = whisk.fanOut("pi").listener(listener).retries(0).run(1);

    List<Attempt> attempts = run.attempts();
    assertEquals(Status.THROTTLED, attempts.getFirst().status());
    assertEquals(Status.SUCCESS, attempts.getLast().status());
    assertTrue(attempts.getLast().submitMs() - attempts.getFirst().submitMs() >= 1000);
    assertEquals(List.of("the budget of this minute is used up 1000"), waits);
  }

  @Test
  void tooManyAtOnceMeansFewerAtOnce() throws Exception {
    AtomicInteger inFlight = new AtomicInteger();
    server.invocation =
        args -> {
          try {
            return inFlight.incrementAndGet() > 2
                ? FakeOpenWhisk.error(
                        429, "Too many concurrent requests in flight (count: 2, allowed: 2).")
                    .build()
                : server.success(args);
          } finally {
            inFlight.decrementAndGet();
          }
        };

    Run run = whisk.fanOut("pi").concurrency(16).retries(0).run(40);

    assertEquals(40, run.values().size());
  }

  @Test
  void theNewSchedulersBareTextIsAThrottleToo() throws Exception {
    firstThen(FakeOpenWhisk.error(429, "Too many requests").build());

    Run run = whisk.fanOut("pi").retries(0).run(1);

    assertEquals(Status.THROTTLED, run.attempts().getFirst().status());
    assertEquals(1, run.values().size());
  }

  @Test
  void aFewLateResultsAreGatheredOneByOne() throws Exception {
    server.invocation = server::late;

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(3);

    assertEquals("[{\"i\":0}, {\"i\":1}, {\"i\":2}]", run.values().toString());
    assertEquals(0, listings());
  }

  @Test
  void manyLateResultsAreGatheredByPages() throws Exception {
    server.invocation = server::late;

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).run(60);

    assertEquals(60, run.values().size());
    assertTrue(listings() > 0);
    // One by one only what was the tail of a round; each had its invocation, and one the limits.
    assertTrue(server.requests.size() - 60 - 1 - listings() < 20);
  }

  @Test
  void aLateInternalErrorIsTriedAgain() throws Exception {
    server.invocation =
        args -> {
          MockResponse answer = server.late(args);
          if (calls.getAndIncrement() == 0) {
            server.records.replaceAll(
                (id, r) ->
                    server
                        .recordOf("whisk internal error", r.path("response").path("result"))
                        .put("activationId", id));
          }
          return answer;
        };

    Run run = whisk.fanOut("pi").run(1);

    assertEquals(
        List.of(Status.INTERNAL_ERROR, Status.SUCCESS),
        run.attempts().stream().map(Attempt::status).toList());
  }

  @Test
  void argumentsThatTheServerFindsTooBigAreFinalForTheirNumber() throws Exception {
    firstThen(FakeOpenWhisk.error(413, "Request larger than allowed: 2 > 1 bytes.").build());

    Run run = whisk.fanOut("pi").concurrency(1).run(2);

    assertEquals(
        List.of(
            new Missing(0, Status.REJECTED, "HTTP 413: Request larger than allowed: 2 > 1 bytes.")),
        run.missing());
  }

  /** Answers the first invocation so, and all others well. */
  private void firstThen(MockResponse first) {
    server.invocation = args -> calls.getAndIncrement() == 0 ? first : server.success(args);
  }

  private long listings() {
    return server.requests.stream().filter(r -> r.getTarget().contains("activations?")).count();
  }
}
