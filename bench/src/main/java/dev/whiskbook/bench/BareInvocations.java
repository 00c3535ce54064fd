package dev.whiskbook.bench;

import dev.whiskbook.whisk.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Invocations by the JDK's own client, with nothing around them: no journal, no record read. */
final class BareInvocations implements AutoCloseable {
  private static final int AT_ONCE = 256;
  // The orchestrator's config.js asks for each activation again after so long.
  private static final long POLL_MS = 5_000;
  private static final Pattern ID = Pattern.compile("\"activationId\":\\s*\"(\\w+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Target target;
  private final String action;

  BareInvocations(Target target, String action) {
    this.target = target;
    this.action = action;
  }

  /** The floor: one blocking invocation after the other on each connection; seconds. */
  double blocking(int count) throws IOException, InterruptedException {
    HttpRequest request = invocation(true);
    long start = System.nanoTime();
    all(count, _ -> () -> accepted(request));
    return (System.nanoTime() - start) / 1e9;
  }

  /** The orchestrator's way: all are fired first, then each id is polled; seconds. */
  double pollingEachId(int count) throws IOException, InterruptedException {
    HttpRequest request = invocation(false);
    long start = System.nanoTime();
    List<String> ids = all(count, _ -> () -> id(accepted(request)));
    all(count, i -> () -> untilStored(ids.get(i)));
    return (System.nanoTime() - start) / 1e9;
  }

  /** What is to be done for number i. */
  private interface Work<T> {
    Callable<T> of(int i);
  }

  private static <T> List<T> all(int count, Work<T> work) throws IOException, InterruptedException {
    var permits = new Semaphore(AT_ONCE);
    var answers = new ArrayList<Future<T>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        Callable<T> each = work.of(i);
        permits.acquire();
        answers.add(
            threads.submit(
                () -> {
                  try {
                    return each.call();
                  } finally {
                    permits.release();
                  }
                }));
      }
      var results = new ArrayList<T>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private String accepted(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private static String id(String body) throws IOException {
    Matcher matcher = ID.matcher(body);
    if (!matcher.find()) {
      throw new IOException("No activation id in " + body);
    }
    return matcher.group(1);
  }

  private String untilStored(String id) throws IOException, InterruptedException {
    HttpRequest request = request("/activations/" + id).build();
    while (true) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      Thread.sleep(POLL_MS); // that is what is measured
    }
  }

  private HttpRequest invocation(boolean blocking) {
    return request("/actions/" + action + "?blocking=" + blocking)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    String key = Base64.getEncoder().encodeToString(target.auth().getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(target.apihost() + "/api/v1/namespaces/_" + path))
        .header("Authorization", "Basic " + key);
  }

  @Override
  public void close() {
    client.close();
  }
}
