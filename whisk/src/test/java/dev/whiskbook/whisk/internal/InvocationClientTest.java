package dev.whiskbook.whisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvocationClientTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final CallTimer timer = new CallTimer(Duration.ofMillis(20));
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void end() {
    timer.close();
    server.close();
  }

  @Test
  void givesUpAServerThatDoesNotAnswer() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    InvocationClient client = client(SHORT, LONG);

    IOException e = assertThrows(SocketTimeoutException.class, () -> send(client));

    assertEquals("it does not answer in time (timeout)", Faults.reason(e));
    assertFalse(Faults.isBeforeSending(e)); // it may have run
  }

  @Test
  void givesUpABodyThatTrickles() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(1_000))
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());
    InvocationClient client = client(LONG, SHORT);

    assertThrows(SocketTimeoutException.class, () -> send(client));
  }

  @Test
  void answersInTimeAfterAnotherCallWasGivenUp() throws IOException {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThrows(SocketTimeoutException.class, () -> send(client(SHORT, LONG)));
    server.enqueue(new MockResponse.Builder().body("{}").build());

    assertEquals(200, send(client(LONG, LONG)).status());
  }

  @Test
  void doesNotTakeABodyWithoutEnd() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(2_000)).build());

    assertThrows(Http.AnswerTooLong.class, () -> send(client(LONG, LONG)));
  }

  private InvocationClient client(Duration answerLimit, Duration bodyLimit) {
    return new InvocationClient(new OkHttpClient(), timer, answerLimit, bodyLimit);
  }

  private Answer send(InvocationClient client) throws IOException {
    return client.send(new Request.Builder().url(server.url("/")).build(), 1_000);
  }
}
