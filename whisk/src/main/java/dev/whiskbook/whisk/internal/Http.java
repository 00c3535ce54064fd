package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** The HTTP client: one pool of kept-alive connections for all that a {@code Whisk} does. */
public final class Http implements AutoCloseable {
  /** Most connections that a fan-out uses; nginx keeps 512 upstream by default. */
  public static final int MAX_CONNECTIONS = 256;

  // A blocking invocation is answered within 60 s; the controller's own limit is 65 s, nginx's 75.
  private static final Duration INVOCATION_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  // Of a body from its first byte on: one that trickles would never run into the other limits.
  private static final Duration BODY_TIMEOUT = Duration.ofMinutes(2);
  // Shorter than what servers keep idle connections for (60 s and more), so that ours end first.
  private static final long KEEP_ALIVE_SECONDS = 30;

  /** A way to targets, with TLS or without: reading the JDK's certificates takes a while. */
  private record Way(Transport transport, boolean encrypted) {}

  // Made at first use; guarded by this.
  private OkHttpClient base;
  private final Map<Way, OkHttpClient> clients = new HashMap<>();
  private final CallTimer timer = new CallTimer(Duration.ofSeconds(1));

  /** The client that reaches a target. */
  synchronized OkHttpClient client(Target target) {
    if (base == null) {
      base = newClient();
    }
    boolean encrypted = target.apihost().getScheme().equalsIgnoreCase("https");
    return clients.computeIfAbsent(
        new Way(target.transport(), encrypted),
        way -> Clients.of(encrypted ? withTls(base) : base.newBuilder(), way.transport));
  }

  private static OkHttpClient.Builder withTls(OkHttpClient plain) {
    return plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
  }

  /** The same connections for single blocking invocations. */
  OkHttpClient patientClient(Target target) {
    return client(target).newBuilder().readTimeout(INVOCATION_TIMEOUT).build();
  }

  /** The same connections for the invocations of a fan-out. */
  InvocationClient invocationClient(Target target) {
    return new InvocationClient(client(target), timer);
  }

  /**
   * Sends a request and reads the answer whole.
   *
   * @param maxBytes the most that is read of a body
   * @throws IOException also if the body is longer
   */
  static Answer send(Call call, long maxBytes) throws IOException {
    return send(call, maxBytes, BODY_TIMEOUT);
  }

  static Answer send(Call call, long maxBytes, Duration bodyTimeout) throws IOException {
    try (Response response = call.execute()) {
      response.body().source().timeout().deadline(bodyTimeout.toNanos(), TimeUnit.NANOSECONDS);
      return read(response, maxBytes);
    }
  }

  static Answer read(Response response, long maxBytes) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(maxBytes + 1)) {
      throw new AnswerTooLong(maxBytes);
    }
    byte[] bytes = source.readByteArray();
    return new Answer(response.code(), response.headers(), bytes, System.currentTimeMillis());
  }

  /** A call that is sent on a virtual thread, so that interrupting the caller ends it. */
  public static Answer sendInterruptibly(OkHttpClient client, Request request, long maxBytes)
      throws IOException, InterruptedException {
    Call call = client.newCall(request);
    Pending pending = new Pending(call, maxBytes);
    Thread thread = Thread.ofVirtual().name("whisk " + request.method()).start(pending);
    try {
      thread.join();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    }
    return pending.answer();
  }

  private static OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(MAX_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(Duration.ofSeconds(30))
        // A silent second POST would be an activation that nobody counts: we retry ourselves.
        .retryOnConnectionFailure(false)
        // OkHttp follows a 301 with a GET, which would turn an invocation into something else.
        .followRedirects(false)
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .build();
  }

  @Override
  public synchronized void close() {
    timer.close();
    if (base != null) {
      base.connectionPool().evictAll();
      base.dispatcher().executorService().shutdown();
    }
  }

  /** An answer that would not end. */
  public static final class AnswerTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLong(long maxBytes) {
      super("the answer is longer than %,d bytes".formatted(maxBytes));
    }
  }

  private static final class Pending implements Runnable {
    private final Call call;
    private final long maxBytes;
    // Written by the thread that runs this, read after joining it.
    private Answer answer;
    private IOException failure;

    Pending(Call call, long maxBytes) {
      this.call = call;
      this.maxBytes = maxBytes;
    }

    @Override
    public void run() {
      try {
        answer = send(call, maxBytes);
      } catch (IOException e) {
        failure = e;
      }
    }

    Answer answer() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }
}
