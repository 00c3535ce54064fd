package dev.whiskbook.whisk.internal;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends the invocations of a fan-out, which can be cancelled together. OkHttp's own time limits are
 * off: they take a lock of the whole JVM and a timer for each read and each write, which was a
 * third of the processor time of a request. A call as a whole has a limit instead.
 */
public final class InvocationClient {
  // A blocking invocation is answered within 60 s; the controller's own limit is 65 s, nginx's 75.
  // Beyond that some, to send the arguments.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(105);
  // Of a body from its first byte on: one that trickles would never end.
  private static final Duration BODY_LIMIT = Duration.ofMinutes(2);

  private final OkHttpClient client;
  private final CallTimer timer;
  private final Duration answerLimit;
  private final Duration bodyLimit;

  InvocationClient(OkHttpClient base, CallTimer timer) {
    this(base, timer, ANSWER_LIMIT, BODY_LIMIT);
  }

  InvocationClient(OkHttpClient base, CallTimer timer, Duration answerLimit, Duration bodyLimit) {
    this.client =
        base.newBuilder()
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .dispatcher(new Dispatcher())
            .build();
    this.timer = timer;
    this.answerLimit = answerLimit;
    this.bodyLimit = bodyLimit;
  }

  /**
   * Sends a request and reads the answer whole.
   *
   * @param maxBytes the most that is read of a body
   * @throws IOException also if the body is longer, or the answer takes too long
   */
  public Answer send(Request request, long maxBytes) throws IOException {
    Call call = client.newCall(request);
    try (CallTimer.Limit limit = timer.begin(call, answerLimit)) {
      try (Response response = call.execute()) {
        limit.set(bodyLimit);
        return Http.read(response, maxBytes);
      } catch (IOException e) {
        if (limit.hasExpired()) {
          SocketTimeoutException late = new SocketTimeoutException("timeout");
          late.initCause(e);
          throw late;
        }
        throw e;
      }
    }
  }

  /** Breaks off all that is in flight. */
  public void cancelAll() {
    client.dispatcher().cancelAll();
  }

  /** Closes the connections that wait for a next request. */
  public void closeIdle() {
    client.connectionPool().evictAll();
  }
}
