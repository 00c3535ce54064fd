package dev.whiskbook.whisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class HttpTest {

  @Test
  void aBodyThatTricklesIsGivenUpThoughEachByteComesInTime() throws Exception {
    try (MockWebServer server = new MockWebServer();
        Http http = new Http()) {
      server.start();
      server.enqueue(
          new MockResponse.Builder()
              .body("x".repeat(1_000))
              .throttleBody(1, 50, TimeUnit.MILLISECONDS)
              .build());
      Call call =
          http.client(Target.of(server.url("/").toString(), "user:key"))
              .newCall(new Request.Builder().url(server.url("/")).build());

      IOException e =
          assertThrows(IOException.class, () -> Http.send(call, 2_000, Duration.ofMillis(200)));

      assertEquals("it does not answer in time (timeout)", Faults.reason(e));
      assertFalse(Faults.isBeforeSending(e));
    }
  }

  @Test
  void aNameThatIsNotKnownIsAConnectionThatWasNeverMade() {
    assertTrue(Faults.isBeforeSending(new UnknownHostException("openwhisk.example.org")));
    assertTrue(Faults.isBeforeSending(new ConnectException("Connection refused")));
    assertTrue(
        Faults.isBeforeSending(
            new SocketTimeoutException("failed to connect to /10.0.0.1 (port 443) after 10000ms")));
    assertFalse(Faults.isBeforeSending(new SocketTimeoutException("Read timed out")));
    assertFalse(Faults.isBeforeSending(new IOException("unexpected end of stream")));
  }
}
