package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.StandaloneServer;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fan-out on the standalone server with faults on")
class FanOutOnFaultsTest {
  private static final Action SQUARE =
      Action.js(
              "square",
              "function main(params) { return { i: params.i, square: params.i * params.i }; }")
          .timeout(1_000);
  private static final int N = 400;

  @TempDir static Path folder;

  private static StandaloneServer server;

  @BeforeAll
  static void start() {
    server = StandaloneServer.start(PackagedStandalone.command(), Map.of());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p429=20%,seed=1",
        "p5xx=10%,seed=2",
        "disconnect=5%,truncate=5%,seed=3",
        "lost=1%,seed=4",
        "duplicate=10%,slow=3x@5%,clockskew=-60s,seed=5",
        "p429=5%,p5xx=5%,disconnect=2%,truncate=2%,lost=0.5%,duplicate=5%,clockskew=60s,seed=6"
      })
  @DisplayName("has each result once, and accounts for each attempt")
  void isWhole(String chaos) throws Exception {
    set(chaos);
    try (Journal journal = Journal.at(folder.resolve("journal.db"));
        Whisk whisk = Whisk.connect(server, journal)) {
      Run run =
          whisk
              .fanOut(SQUARE)
              .args((i, n) -> Map.of("i", i))
              .retries(20)
              .retryOn(EnumSet.allOf(RetryOn.class)) // on a slow machine the time limit, too
              .recordPatience(Duration.ofSeconds(1))
              .run(N);

      assertEquals(List.of(), run.missing());
      for (int i = 0; i < N; i++) {
        ActionResult result = run.results().get(i);
        assertEquals(i, result.i());
        assertEquals(i * i, result.value().orElseThrow().path("square").intValue());
        List<Attempt> attempts = result.attempts();
        assertEquals(Status.SUCCESS, attempts.getLast().status());
        assertEquals(attempts.size(), attempts.getLast().attempt());
        for (Attempt failed : attempts.subList(0, attempts.size() - 1)) {
          assertTrue(failed.status() != Status.SUCCESS && !failed.error().isBlank(), "" + failed);
        }
      }
      assertEquals(run.attempts(), journal.run(run.id()).attempts());
      String met =
          run.attempts().stream()
              .collect(Collectors.groupingBy(Attempt::status, Collectors.counting()))
              .toString();
      assertTrue(chaos.startsWith("duplicate") || run.attempts().size() > N, met);
    } finally {
      set("none");
    }
  }

  private static void set(String chaos) throws Exception {
    Target target = server.get();
    String key = Base64.getEncoder().encodeToString(target.auth().getBytes(StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(target.apihost() + "/whiskbook/v1/settings"))
              .header("Authorization", "Basic " + key)
              .PUT(BodyPublishers.ofString("{\"chaos\": \"%s\"}".formatted(chaos)))
              .build();
      assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    }
  }
}
