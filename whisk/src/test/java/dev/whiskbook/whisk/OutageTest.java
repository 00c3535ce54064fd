package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A server")
class OutageTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk(freePort());
  private final Whisk whisk = server.connect();

  /** Below those that connections get, one of which might take it while the server is away. */
  private static int freePort() {
    for (int port = 20_000; port < 30_000; port++) {
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // It is taken: the next one.
      }
    }
    throw new IllegalStateException("No port from 20,000 to 30,000 is free");
  }

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  @Test
  @DisplayName(
      "that restarts in the middle of a run and forgets the action costs no number its result")
  void restart() throws Exception {
    CountDownLatch away = new CountDownLatch(20);
    server.invocation =
        args -> {
          away.countDown();
          return server.success(args);
        };
    List<String> waits = new ArrayList<>();
    FanOutListener listener =
        new FanOutListener() {
          @Override
          public void waiting(String why, long ms) {
            waits.add(why);
          }
        };
    Thread operator =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    away.await();
                    int port = server.goAway();
                    Thread.sleep(1_500); // as long as a restart takes
                    server.comeBack(port);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });

    Run run =
        whisk
            .fanOut(Action.js("pi", "function main(p) { return p }"))
            .args((i, n) -> Map.of("i", i))
            .concurrency(8)
            .listener(listener)
            .run(2_000);
    operator.join();

    assertEquals(0, run.missing().size());
    assertEquals(2_000, run.values().size());
    assertTrue(waits.contains("the server takes no connections"), waits.toString());
    // One at a time tries whether it is back; what was in flight may have failed before.
    long failed = run.attempts().stream().filter(a -> a.status() != Status.SUCCESS).count();
    assertTrue(failed < 60, failed + " failed attempts");
  }

  @Test
  @DisplayName(
      "whose containers have a clock that is a minute behind gives each record all the same")
  void skewedRecords() throws Exception {
    server.invocation =
        args -> {
          MockResponse answer = server.late(args);
          String id = answer.getHeaders().get("x-openwhisk-activation-id");
          server.records.computeIfPresent(
              id,
              (_, r) -> {
                var behind = (ObjectNode) r.deepCopy();
                return behind.put("start", r.path("start").longValue() - 60_000);
              });
          return answer;
        };

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).concurrency(100).run(300);

    assertEquals(300, run.values().size());
    assertEquals(300, run.attempts().size());
  }
}
