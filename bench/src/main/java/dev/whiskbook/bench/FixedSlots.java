package dev.whiskbook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whiskbook.whisk.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint with so many slots, each of which takes the same time for each invocation: what is
 * above that is the client's. It runs in this JVM and does nothing but wait.
 */
final class FixedSlots implements AutoCloseable {
  static {
    // By default it closes connections beyond 200 that are idle, and delays small answers.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "4000");
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots;
  private final int slotCount;
  private final long serviceMs;
  private final AtomicInteger ids = new AtomicInteger();

  FixedSlots(int slotCount, long serviceMs) throws IOException {
    this.slotCount = slotCount;
    this.serviceMs = serviceMs;
    this.slots = new Semaphore(slotCount);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  Target target() {
    return Target.of("http://127.0.0.1:" + server.getAddress().getPort(), "a:b");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String body;
    if (path.endsWith("/limits")) {
      body =
          "{\"concurrentInvocations\":%d,\"invocationsPerMinute\":10000000}".formatted(slotCount);
    } else if (exchange.getRequestMethod().equals("POST")) {
      body = record();
    } else {
      body = "{\"name\":\"noop\",\"namespace\":\"_\",\"limits\":{\"timeout\":60000}}";
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String record() throws IOException {
    try {
      slots.acquire();
      try {
        Thread.sleep(serviceMs); // the service time
      } finally {
        slots.release();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    long now = System.currentTimeMillis();
    return """
        {"activationId":"%032x","start":%d,"end":%d,"duration":%d,"annotations":[],\
        "response":{"status":"success","success":true,"result":{}}}"""
        .formatted(ids.incrementAndGet(), now - serviceMs, now, serviceMs);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
