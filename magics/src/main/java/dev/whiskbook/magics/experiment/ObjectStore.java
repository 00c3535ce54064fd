package dev.whiskbook.magics.experiment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One object on this machine's loopback, downloads of which share a bandwidth: what a store behind
 * one network link looks like to many actions at once. Its path is random.
 */
final class ObjectStore implements AutoCloseable {

  private static final int BLOCK = 1 << 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String path = "/" + UUID.randomUUID();
  private final long bytes;
  private final double bytesPerSecond;

  /** When the link is free again, by nanoTime; guarded by this. */
  private long freeAt = System.nanoTime();

  /**
   * Starts it.
   *
   * @param bytes the object's size
   * @param bytesPerSecond what all downloads share
   */
  ObjectStore(long bytes, double bytesPerSecond) throws IOException {
    this.bytes = bytes;
    this.bytesPerSecond = bytesPerSecond;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    server.setExecutor(threads);
    server.createContext(path, this::send);
    server.start();
  }

  URI object() {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private void send(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, bytes);
      OutputStream out = exchange.getResponseBody();
      byte[] block = new byte[BLOCK];
      for (long sent = 0; sent < bytes; sent += BLOCK) {
        int size = (int) Math.min(BLOCK, bytes - sent);
        TimeUnit.NANOSECONDS.sleep(turn(size));
        out.write(block, 0, size);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the store is being closed
    }
  }

  /** Takes the link for so many bytes; how long to wait until they are through, in ns. */
  private synchronized long turn(int size) {
    long now = System.nanoTime();
    freeAt = Math.max(freeAt, now) + Math.round(size / bytesPerSecond * 1e9);
    return freeAt - now;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
