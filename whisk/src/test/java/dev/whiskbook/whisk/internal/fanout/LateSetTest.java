package dev.whiskbook.whisk.internal.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.FakeOpenWhisk;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.Rest;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LateSetTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Http http = new Http();
  private final Rest rest = new Rest(http, server.target());

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void aRecordThatNeverTurnsUpIsGivenUpSoThatTheRunEnds() throws Exception {
    try (LateSet late = new LateSet(rest, "pi", 300, 0)) {
      assertEquals(Optional.empty(), late.await("f".repeat(32), System.currentTimeMillis()));
      assertEquals("no record of it turned up within 0 s", late.patience());
    }
  }

  @Test
  void aRecordThatIsStoredIsFound() throws Exception {
    JsonNode record = server.recordOf("success", Json.MAPPER.readTree("{\"x\":1}"));
    String id = record.path("activationId").stringValue();
    server.records.put(id, record);

    try (LateSet late = new LateSet(rest, "pi", 60_000, 0)) {
      assertEquals(Optional.of(record), late.await(id, System.currentTimeMillis()));
    }
  }

  @Test
  void noRecordIsGivenUpBeforeItWasLookedForAsLongAsALookTakes() throws Exception {
    JsonNode record = server.recordOf("success", Json.MAPPER.readTree("{\"x\":1}"));
    String id = record.path("activationId").stringValue();
    server.records.put(id, record);
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    server.beforeRecord =
        () -> {
          asked.countDown();
          answer.await();
        };

    try (LateSet late = new LateSet(rest, "pi", 0, 0)) {
      Thread other = Thread.ofPlatform().start(() -> await(late, "f".repeat(32)));
      asked.await();
      var result = new AtomicReference<Optional<JsonNode>>();
      Thread ours = Thread.ofPlatform().start(() -> result.set(await(late, id)));
      long sinceMs = System.currentTimeMillis();
      while (ours.getState() != Thread.State.WAITING
          || System.currentTimeMillis() < sinceMs + 2) { // it is overdue then
        Thread.onSpinWait();
      }
      answer.countDown();
      other.join();
      ours.join();

      assertEquals(Optional.of(record), result.get());
    }
  }

  private static Optional<JsonNode> await(LateSet late, String id) {
    try {
      return late.await(id, System.currentTimeMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerInTroubleIsAskedAgainAndNamedInTheEnd() throws Exception {
    server.close();
    try (LateSet late = new LateSet(rest, "pi", 300, 0)) {
      assertEquals(Optional.empty(), late.await("f".repeat(32), System.currentTimeMillis()));
      assertTrue(late.patience().contains("refuses the connection"), late.patience());
    }
  }
}
