package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.internal.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Further attempts")
class RetryTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  private MockResponse threw() {
    return server.record(
        502, "action developer error", Json.MAPPER.createObjectNode().put("error", "by chance"));
  }

  @Test
  @DisplayName("are made after an action's own error only if asked for")
  void onRequest() throws Exception {
    server.invocation = args -> calls.incrementAndGet() % 2 == 1 ? threw() : server.success(args);

    Run once = whisk.fanOut("pi").run(1);
    calls.set(0);
    Run twice = whisk.fanOut("pi").retryOn(Set.of(RetryOn.DEVELOPER)).run(1);

    assertEquals(Status.DEVELOPER_ERROR, once.results().getFirst().status());
    assertTrue(twice.results().getFirst().ok());
    assertEquals(2, twice.attempts().size());
    assertEquals(Status.DEVELOPER_ERROR, twice.attempts().getFirst().status());
  }

  @Test
  @DisplayName("are not made at all after an empty set of ends")
  void none() throws Exception {
    server.invocation =
        args -> FakeOpenWhisk.error(500, "There was an internal server error.").build();

    Run run = whisk.fanOut("pi").retryOn(Set.of()).run(1);

    assertEquals(1, run.attempts().size());
    assertEquals(Status.INTERNAL_ERROR, run.results().getFirst().status());
  }

  @Test
  @DisplayName("wait as long as the server asks for")
  void retryAfter() throws Exception {
    server.invocation =
        args ->
            calls.incrementAndGet() == 1
                ? FakeOpenWhisk.error(503, "busy").addHeader("Retry-After", "1").build()
                : server.success(args);

    Run run = whisk.fanOut("pi").run(1);

    long waited = run.attempts().get(1).submitMs() - run.attempts().get(0).submitMs();
    assertTrue(waited >= 1000, waited + " ms");
  }

  @Test
  @DisplayName(
      "end with the number's deadline, which breaks off what is in flight and no other number")
  void deadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.invocation =
        args -> {
          if (args.path("i").intValue() == 1) {
            never.await();
          }
          return server.success(args);
        };

    // What the first invocations of a session cost is not to count.
    FanOut fanOut = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).concurrency(2);
    fanOut.run(1);

    Run run = fanOut.deadline(Duration.ofSeconds(2)).run(6);
    never.countDown();

    assertEquals(5, run.values().size());
    ActionResult late = run.results().get(1);
    assertEquals(Status.CANCELLED, late.status());
    assertTrue(late.error().contains("deadline"), late.error());
    assertEquals(1, late.attempts().size());
  }

  @Test
  @DisplayName("are not needed where invocations do not wait: records are gathered")
  void notBlocking() throws Exception {
    server.invocation = server::late;

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).blocking(false).run(30);

    assertEquals(30, run.values().size());
    assertEquals(30, run.attempts().size());
    assertEquals(
        30,
        server.requests.stream()
            .filter(r -> "false".equals(r.getUrl().queryParameter("blocking")))
            .count());
  }
}
