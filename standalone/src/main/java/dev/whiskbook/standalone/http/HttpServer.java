package dev.whiskbook.standalone.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/** Helidon's web server, one virtual thread per connection; the only class that knows Helidon. */
public final class HttpServer implements AutoCloseable {
  /** Above this OpenWhisk does not read a body at all: code of 48 MB in JSON, with some room. */
  private static final long MAX_BODY_BYTES = 50L << 20;

  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-ID");
  private static final HeaderName CLOCK_SPEED = HeaderNames.create(ServerClock.SPEED);
  private static final String ID_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Held so that its level stays set: Helidon tells at INFO what we tell better. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final WebServer server;

  private HttpServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @param port 0 for any free port
   * @param tls what connections are encrypted with; plain ones are refused then
   * @param clock what the {@code Date} header goes by
   * @throws UncheckedIOException if the port is taken or the address is not one of this machine
   */
  public static HttpServer start(
      InetAddress address,
      int port,
      Optional<SSLContext> tls,
      ServerClock clock,
      Routes routes,
      Identities identities) {
    HELIDON.setLevel(Level.WARNING);
    requireFree(address, port);
    var dispatcher = new Dispatcher(routes, identities);
    var builder =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .connectionOptions(options -> options.tcpNoDelay(true).socketReuseAddress(true))
            .backlog(4096)
            .directHandlers(Refusals.all())
            .addProtocol(Http1Config.builder().validatePath(false).build())
            .routing(routing -> routing.any((req, res) -> exchange(dispatcher, clock, req, res)));
    tls.ifPresent(
        context -> builder.tls(io.helidon.common.tls.Tls.builder().sslContext(context).build()));
    WebServer server = builder.build();
    server.start();
    if (!server.isRunning()) {
      throw new UncheckedIOException(new IOException("the web server did not start"));
    }
    return new HttpServer(server);
  }

  /** Helidon logs a failure to bind, with its stack, and then starts without a listener. */
  private static void requireFree(InetAddress address, int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void exchange(
      Dispatcher dispatcher, ServerClock clock, ServerRequest req, ServerResponse res) {
    String transactionId = req.headers().first(REQUEST_ID).orElseGet(HttpServer::randomId);
    res.header(REQUEST_ID, transactionId);
    if (clock.speed() != 1) {
      res.header(HeaderNames.DATE, clock.date());
      res.header(CLOCK_SPEED, Integer.toString(clock.speed()));
    }
    if (req.headers().contentLength().orElse(0) > MAX_BODY_BYTES) {
      send(tooLarge(), res);
      return;
    }
    Request request = read(req, transactionId);
    send(request.body().length > MAX_BODY_BYTES ? tooLarge() : dispatcher.dispatch(request), res);
  }

  private static Reply tooLarge() {
    return Reply.text(400, "Request too large");
  }

  private static Request read(ServerRequest req, String transactionId) {
    long receivedMs = System.currentTimeMillis();
    String rawQuery = Objects.requireNonNullElse(req.prologue().query().rawValue(), "");
    return new Request(
        req.prologue().method().text(),
        req.prologue().uriPath().rawPath(),
        query(rawQuery),
        Map.of(),
        rawQuery,
        headers(req),
        body(req),
        Optional.empty(),
        transactionId,
        receivedMs);
  }

  private static Map<String, String> headers(ServerRequest req) {
    Map<String, String> headers = new HashMap<>();
    req.headers()
        .forEach(
            h ->
                headers.put(
                    h.headerName().lowerCase(),
                    h.valueCount() == 1 ? h.get() : String.join(", ", h.allValues())));
    return headers;
  }

  private static byte[] body(ServerRequest req) {
    if (!req.content().hasEntity()) {
      return new byte[0];
    }
    long length = req.headers().contentLength().orElse(MAX_BODY_BYTES + 1);
    try (var in = req.content().inputStream()) {
      return in.readNBytes((int) length);
    } catch (IOException e) {
      throw new UncheckedIOException("The client stopped in the middle of its request", e);
    }
  }

  private static Map<String, String> query(String raw) {
    if (raw.isEmpty()) {
      return Map.of();
    }
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.putIfAbsent(decode(name), decode(value));
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // "100%" is taken as it stands
    }
  }

  private static void send(Reply reply, ServerResponse res) {
    res.status(reply.status());
    reply.headers().forEach((name, values) -> res.header(HeaderValues.create(name, values)));
    if (!reply.contentType().isEmpty()) {
      res.header(HeaderNames.CONTENT_TYPE, reply.contentType());
    }
    switch (reply.delivery()) {
      case WHOLE -> res.send(reply.body());
      case HALF -> breakOff(reply.body(), res);
      case NOT_AT_ALL -> throw new CloseConnectionException("Broken on demand");
    }
  }

  private static void breakOff(byte[] body, ServerResponse res) {
    res.contentLength(body.length);
    try {
      var out = res.outputStream();
      out.write(body, 0, body.length / 2);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new CloseConnectionException("Broken on demand");
  }

  /** Names a request for the log and the client; not a secret. */
  private static String randomId() {
    var random = ThreadLocalRandom.current();
    var id = new StringBuilder(32);
    for (int i = 0; i < 32; i++) {
      id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }
}
