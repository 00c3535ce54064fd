package dev.whiskbook.whisk.internal.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.FakeOpenWhisk;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.Rest;
import java.util.Optional;
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
  void aServerInTroubleIsAskedAgainAndNamedInTheEnd() throws Exception {
    server.close();
    try (LateSet late = new LateSet(rest, "pi", 300, 0)) {
      assertEquals(Optional.empty(), late.await("f".repeat(32), System.currentTimeMillis()));
      assertTrue(late.patience().contains("refuses the connection"), late.patience());
    }
  }
}
