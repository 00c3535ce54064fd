package dev.whiskbook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The same tiny answer by several HTTP servers, each in its usual way of running blocking handlers:
 * reads a request's body and answers with a small JSON object. Helidon has a second path, which
 * answers as to an invocation, by HTTP/1.1 or HTTP/2. Argument: the server's name. Prints the port.
 */
final class TinyServers {

  private static final byte[] ANSWER = "{\"ok\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final String JSON = "application/json";

  /** As an invocation that does nothing is answered. */
  private static final byte[] RECORD =
      """
      {"activationId":"4e9f8d1c2b3a4f5e8d7c6b5a49382716","annotations":[\
      {"key":"path","value":"guest/noop"},{"key":"waitTime","value":2},\
      {"key":"kind","value":"nodejs:20"},{"key":"timeout","value":false},\
      {"key":"limits","value":{"concurrency":1,"logs":10,"memory":256,"timeout":60000}}],\
      "duration":1,"end":1790000000001,"logs":[],"name":"noop","namespace":"guest",\
      "publish":false,"response":{"result":{},"size":2,"status":"success","success":true},\
      "start":1790000000000,"statusCode":0,"subject":"guest","version":"0.0.1"}"""
          .getBytes(StandardCharsets.US_ASCII);

  private TinyServers() {}

  public static void main(String[] arguments) throws Exception {
    int port =
        switch (arguments[0]) {
          case "helidon" -> helidon();
          case "jetty" -> jetty();
          case "undertow" -> undertow();
          case "jdk" -> jdk();
          default -> throw new IllegalArgumentException("There is no server " + arguments[0]);
        };
    System.out.println(port);
    while (System.in.read() >= 0) {} // until the benchmark ends
    System.exit(0);
  }

  /** Starts a server in a process of its own, with the JVM options of the embedded OpenWhisk. */
  static Process launch(String server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            // The JDK's server closes idle connections above 200 otherwise, those of a
            // waiting client among them.
            "-Dsun.net.httpserver.maxIdleConnections=1000",
            "-cp",
            System.getProperty("java.class.path"),
            TinyServers.class.getName(),
            server)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits until it listens, and tells where. */
  static URI address(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.matches("\\d+")) { // some servers greet on standard output
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("A server did not start.");
    }
    return URI.create("http://127.0.0.1:" + line);
  }

  private static int helidon() {
    return WebServer.builder()
        .address(InetAddress.getLoopbackAddress())
        .port(0)
        .connectionOptions(options -> options.tcpNoDelay(true)) // HTTP/2 answers in small frames
        .routing(
            routing ->
                routing
                    .post("/", answer(ANSWER))
                    .post("/api/v1/namespaces/_/actions/noop", answer(RECORD)))
        .build()
        .start()
        .port();
  }

  private static io.helidon.webserver.http.Handler answer(byte[] body) {
    return (request, response) -> {
      request.content().as(byte[].class);
      response.header(HeaderValues.CONTENT_TYPE_JSON);
      response.send(body);
    };
  }

  /** Virtual threads for the handlers. */
  private static int jetty() throws Exception {
    var server = new Server(new VirtualThreadPool());
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            Content.Source.asByteBuffer(request);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ANSWER.length);
            response.write(true, ByteBuffer.wrap(ANSWER), callback);
            return true;
          }
        });
    server.start();
    return ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** Its own pool of platform threads, as blocking handlers need. */
  private static int undertow() {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                exchange ->
                    exchange.dispatch(
                        () -> {
                          try {
                            exchange.startBlocking();
                            exchange.getInputStream().readAllBytes();
                            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
                            exchange.getResponseSender().send(ByteBuffer.wrap(ANSWER));
                          } catch (IOException e) {
                            exchange.endExchange();
                          }
                        }))
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private static int jdk() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        (HttpExchange exchange) -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", JSON);
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
    return server.getAddress().getPort();
  }
}
