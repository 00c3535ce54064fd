package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a run is tried in a JVM whose heap is smaller than the results. */
@DisplayName("A run whose results are larger than the heap")
class LargeRunTest {
  static final int ACTIONS = 6_000;
  static final int RESULT_CHARS = 20_000;
  private static final String HEAP = "-Xmx72m";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", LargeRunTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Just what a fan-out of an action that is there asks for. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream in = exchange.getRequestBody()) {
      String args = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String json =
          exchange.getRequestURI().getPath().endsWith("limits")
              ? "{\"concurrentInvocations\":32,\"invocationsPerMinute\":1000000,\"maxParameterSize\":\"1048576 B\"}"
              : exchange.getRequestMethod().equals("GET")
                  ? "{\"name\":\"large\",\"namespace\":\"guest\",\"limits\":{\"timeout\":60000,\"memory\":256}}"
                  : record(args);
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String record(String args) {
    String result =
        args.substring(0, args.length() - 1)
            + ",\"text\":\"%s\"}".formatted("x".repeat(RESULT_CHARS));
    return "{\"activationId\":\"%032x\",\"start\":1,\"end\":2,\"duration\":1,\"response\":{\"status\":\"success\",\"size\":%d,\"result\":%s}}"
        .formatted(args.hashCode(), result.length(), result);
  }

  @Test
  @DisplayName("ends with all of them, in order, and so does one that is read from the journal")
  void ends() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeap.class.getName(),
            "http://127.0.0.1:" + server.getAddress().getPort(),
            folder.resolve("journal.db").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), printed);
    long characters = (long) ACTIONS * RESULT_CHARS;
    assertEquals(
        """
        ran: 6000 in order, %1$d characters
        as they came: 6000, %1$d characters
        values: 6000, the last of action 5999
        from the journal: 6000 in order, %1$d characters
        """
            .formatted(characters),
        printed);
  }

  /** The program in the small heap. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] args) throws Exception {
      try (Journal journal = Journal.at(Path.of(args[1]));
          Whisk whisk = Whisk.connect(() -> Target.of(args[0], "user:key"), journal)) {
        RunningFanOut running = whisk.fanOut("large").args((i, n) -> Map.of("i", i)).start(ACTIONS);
        Run run = running.await();
        System.out.println("ran: " + inOrder(run));
        System.out.printf(
            "as they came: %d, %d characters%n",
            running.stream().count(), running.stream().mapToLong(SmallHeap::characters).sum());
        System.out.printf(
            "values: %d, the last of action %d%n",
            run.values().size(), run.values().getLast().path("i").intValue());
        System.out.println("from the journal: " + inOrder(journal.run(run.id())));
      }
    }

    private static String inOrder(Run run) {
      long[] seen = new long[2];
      run.stream()
          .forEach(
              result -> {
                boolean inOrder = result.value().orElseThrow().path("i").intValue() == seen[0];
                seen[0] += inOrder ? 1 : 0;
                seen[1] += characters(result);
              });
      return "%d in order, %d characters".formatted(seen[0], seen[1]);
    }

    private static long characters(ActionResult result) {
      return result.value().orElseThrow().path("text").stringValue().length();
    }
  }
}
