package dev.whiskbook.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Requests that do nothing, over kept-alive connections: what the wire alone takes. */
final class Pings implements AutoCloseable {

  private static final int AT_ONCE = 256;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest ping;
  private final int count;

  Pings(String apihost, int count) {
    ping = HttpRequest.newBuilder(URI.create(apihost).resolve("/ping")).build();
    this.count = count;
  }

  /** Sends them all and returns the seconds until the last answer. */
  double run() throws IOException, InterruptedException {
    var permits = new Semaphore(AT_ONCE);
    var answers = new ArrayList<Future<Integer>>();
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        permits.acquire();
        answers.add(
            threads.submit(
                () -> {
                  try {
                    return client.send(ping, BodyHandlers.discarding()).statusCode();
                  } finally {
                    permits.release();
                  }
                }));
      }
      for (Future<Integer> answer : answers) {
        if (answer.get() != 200) {
          throw new IOException("GET /ping was answered with " + answer.get());
        }
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    client.close();
  }
}
