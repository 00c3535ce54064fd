package dev.whiskbook.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests over kept-alive connections, each of which waits for an answer before it sends the next.
 * Plain sockets and requests that are bytes already: what the load takes of the processors is
 * missing to the server.
 */
final class HttpLoad implements AutoCloseable {

  /** What came of a load. */
  static final class Outcome {
    private final double perSecond;
    private final double[] latencies; // seconds, sorted

    private Outcome(double perSecond, double[] latencies) {
      this.perSecond = perSecond;
      this.latencies = latencies;
    }

    /** Answers a second. */
    double perSecond() {
      return perSecond;
    }

    /** The seconds that this share of the requests did not exceed; p from 0 to 1. */
    double quantile(double p) {
      return latencies[Math.min(latencies.length - 1, (int) (p * latencies.length))];
    }
  }

  private final List<Connection> connections = new ArrayList<>();

  /** Connects to a server over HTTP. */
  HttpLoad(URI server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      connections.add(new Connection(server));
    }
  }

  /** A request as bytes; the key is {@code UUID:KEY}, or empty for none. */
  static byte[] request(String method, URI server, String path, String key, String body) {
    String authorization =
        key.isEmpty()
            ? ""
            : "Authorization: Basic "
                + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII))
                + "\r\n";
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String length = content.length == 0 ? "" : "Content-Length: " + content.length + "\r\n";
    String type = content.length == 0 ? "" : "Content-Type: application/json\r\n";
    return String.format(
            Locale.ROOT,
            "%s %s HTTP/1.1\r\nHost: %s\r\n%s%s%s\r\n%s",
            method,
            path,
            server.getAuthority(),
            authorization,
            type,
            length,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends requests over all connections; request k is the k-th of the list, which is gone through
   * again and again.
   *
   * @throws IOException if one is not answered with 200
   */
  Outcome run(List<byte[]> requests, int count) throws IOException, InterruptedException {
    var next = new AtomicInteger();
    double[] latencies = new double[count];
    var workers = new ArrayList<Future<?>>();
    long begun = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Connection connection : connections) {
        workers.add(
            threads.submit(
                () -> {
                  for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    connection.ask(requests.get(k % requests.size()));
                    latencies[k] = (System.nanoTime() - start) / 1e9;
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Arrays.sort(latencies);
    return new Outcome(count / seconds, latencies);
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.socket.close();
    }
  }

  private static final class Connection {
    private static final int ENOUGH = 16 * 1024;
    private final Socket socket;
    private final InputStream in;

    Connection(URI server) throws IOException {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), ENOUGH);
    }

    void ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      String status = line();
      int length = -1;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "Content-Length:", 0, "Content-Length:".length())) {
          length = Integer.parseInt(header.substring("Content-Length:".length()).trim());
        }
      }
      if (length < 0) {
        throw new IOException("The answer has no Content-Length: " + status);
      }
      byte[] body = in.readNBytes(length);
      if (!status.contains(" 200 ")) {
        throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("The server closed the connection.");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }
  }
}
