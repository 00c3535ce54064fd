package dev.whiskbook.whisk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.WhiskException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each target that cannot be worked with is one readable error. */
class BadTargetsTest {

  @Test
  void aRefusedConnectionSaysWhereAndWhatToCheck() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    WhiskException e = failure(Target.of("http://127.0.0.1:" + free, "a:b"));

    assertEquals(Problem.UNREACHABLE, e.problem());
    assertEquals(
        "http://127.0.0.1:%d cannot be asked for the limits: it refuses the connection; check host and port, and that it runs."
            .formatted(free),
        e.getMessage());
  }

  @Test
  void anUnknownHostIsNamed() {
    WhiskException e = failure(Target.of("http://no-such-host.invalid", "a:b"));

    assertEquals(Problem.UNREACHABLE, e.problem());
    assertTrue(e.getMessage().contains("no-such-host.invalid"), e.getMessage());
    assertTrue(e.getMessage().contains("its name is not known"), e.getMessage());
  }

  @Test
  void aWrongKeyIsSaidWithoutShowingIt() {
    try (FakeOpenWhisk server = new FakeOpenWhisk()) {
      WhiskException e = failure(Target.of(server.apihost(), "user:wrong-secret"));

      assertEquals(Problem.UNAUTHORIZED, e.problem());
      assertTrue(e.getMessage().contains("does not accept the key"), e.getMessage());
      assertFalse(e.getMessage().contains("wrong-secret"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | text/html        | <html><title>Welcome to nginx!</title></html>
          404 | text/html        | <html>Not Found</html>
          200 | application/json | {"name":"some other service"}
          404 | application/json | {"message":"no route"}
          200 | application/json | {"concurrentInvocations":
          302 | text/html        | moved
          """)
  void whateverElseAnswersIsNoOpenWhisk(int code, String type, String body) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(always(code, type, body));
      server.start();
      WhiskException e = failure(Target.of(server.url("/").toString(), "a:b"));

      assertEquals(Problem.NOT_OPENWHISK, e.problem(), e.getMessage());
      assertTrue(e.getMessage().contains(Integer.toString(server.getPort())), e.getMessage());
    }
  }

  @Test
  void plainHttpBehindAnHttpsAddressIsSaid() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread plain = Thread.ofVirtual().start(() -> answerOnceInPlainText(server));
      WhiskException e = failure(Target.of("https://127.0.0.1:" + server.getLocalPort(), "a:b"));
      plain.join();

      assertEquals(Problem.CERTIFICATE, e.problem(), e.getMessage());
      assertTrue(e.getMessage().contains("begins with http://"), e.getMessage());
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForNeedsTheInsecureFlag() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates tls =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(tls.sslSocketFactory());
      server.setDispatcher(always(200, "application/json", "{\"api_version\":\"1.0.0\"}"));
      server.start();
      Target target = Target.of(server.url("/").toString(), "a:b");

      WhiskException e = failure(target);
      assertEquals(Problem.CERTIFICATE, e.problem(), e.getMessage());
      assertTrue(e.getMessage().contains("is not trusted"), e.getMessage());
      try (Whisk insecure = Whisk.connect(target.withInsecure(true))) {
        assertTrue(insecure.ping().isPositive());
      }
    }
  }

  @Test
  void anActionThatIsNotThereIsNamed() {
    try (FakeOpenWhisk server = new FakeOpenWhisk();
        Whisk whisk = server.connect()) {
      WhiskException e = assertThrows(WhiskException.class, () -> whisk.fanOut("nosuch").run(10));

      assertEquals(Problem.NOT_FOUND, e.problem());
      assertTrue(e.getMessage().startsWith("There is no action nosuch on "), e.getMessage());
      assertEquals(Problem.NOT_FOUND, problemOf(() -> whisk.action("nosuch")));
      assertEquals(Problem.NOT_FOUND, problemOf(() -> whisk.delete("nosuch")));
      assertEquals(Problem.NOT_FOUND, problemOf(() -> whisk.invoke("nosuch", Map.of())));
    }
  }

  private static void answerOnceInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem problemOf(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(WhiskException.class, call).problem();
  }

  private static WhiskException failure(Target target) {
    try (Whisk whisk = Whisk.connect(target)) {
      return assertThrows(WhiskException.class, () -> whisk.fanOut("pi").run(2));
    }
  }

  private static Dispatcher always(int code, String type, String body) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return new MockResponse.Builder()
            .code(code)
            .addHeader("Content-Type", type)
            .addHeader("Location", "https://elsewhere.example/")
            .body(body)
            .build();
      }
    };
  }
}
