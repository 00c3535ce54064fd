package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.WhiskException.Problem;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With certificates as the JDK's keytool makes them. */
@DisplayName("A target")
class TransportTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool("-genkeypair -alias ca -dname CN=Our-CA -ext bc:c -keyalg EC -validity 30", "ca.p12");
    keytool("-exportcert -rfc -alias ca -file " + folder.resolve("ca.pem"), "ca.p12");
    signed("good", "-validity 5");
    signed("expired", "-startdate -10d -validity 5");
  }

  @Test
  @DisplayName("is trusted by the certificates of a file, and only with them")
  void customCa() throws Exception {
    try (MockWebServer server = server("good")) {
      Target plain = Target.of(server.url("/").toString(), "a:b");

      WhiskException e = failure(plain);
      assertEquals(Problem.CERTIFICATE, e.problem());
      assertTrue(e.getMessage().contains("is not trusted"), e.getMessage());
      try (Whisk whisk = Whisk.connect(plain.withTransport(withCa("ca.pem")))) {
        assertTrue(whisk.ping().isPositive());
      }
    }
  }

  @Test
  @DisplayName("whose certificate has expired is said to have one that has")
  void expired() throws Exception {
    try (MockWebServer server = server("expired")) {
      Target target = Target.of(server.url("/").toString(), "a:b").withTransport(withCa("ca.pem"));

      WhiskException e = failure(target);

      assertEquals(Problem.CERTIFICATE, e.problem());
      assertTrue(e.getMessage().contains("it has expired"), e.getMessage());
    }
  }

  @Test
  @DisplayName("with a file of certificates that is none names the file")
  void badFile() throws Exception {
    Files.writeString(folder.resolve("none.pem"), "no certificate");
    Target target = Target.of("https://127.0.0.1:1", "a:b");

    WhiskException e = failure(target.withTransport(withCa("none.pem")));
    WhiskException missing = failure(target.withTransport(withCa("nosuch.pem")));

    assertEquals(Problem.CONFIGURATION, e.problem());
    assertTrue(e.getMessage().contains("none.pem cannot be used"), e.getMessage());
    assertTrue(missing.getMessage().contains("nosuch.pem cannot be used"), missing.getMessage());
  }

  @Test
  @DisplayName("is reached through a proxy, which is told who we are if it asks")
  void proxy() throws Exception {
    List<String> seen = new ArrayList<>();
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              String who = request.getHeaders().get("Proxy-Authorization");
              seen.add(request.getRequestLine() + " " + who);
              return who == null
                  ? new MockResponse.Builder()
                      .code(407)
                      .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                      .build()
                  : info();
            }
          });
      proxy.start();
      URI uri = URI.create("http://user:word@127.0.0.1:" + proxy.getPort());
      Target target =
          Target.of("http://openwhisk.invalid", "a:b")
              .withTransport(new Transport(false, Optional.empty(), Optional.of(uri)));

      try (Whisk whisk = Whisk.connect(target)) {
        assertTrue(whisk.ping().isPositive());
      }

      assertTrue(seen.getLast().startsWith("GET http://openwhisk.invalid/api/v1"), seen.toString());
      assertTrue(seen.getLast().endsWith("Basic dXNlcjp3b3Jk"), seen.toString());
      assertFalse(target.toString().contains("word"), target.toString());
      assertTrue(target.toString().contains("through http://127.0.0.1"), target.toString());
    }
  }

  @Test
  @DisplayName("has one way of being trusted, and a proxy that is one")
  void contradictions() {
    Optional<Path> ca = Optional.of(Path.of("ca.pem"));
    assertThrows(IllegalArgumentException.class, () -> new Transport(true, ca, Optional.empty()));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Transport(
                    false, Optional.empty(), Optional.of(URI.create("socks://u:secret@h:1"))));
    assertEquals("A proxy is http://host:port, not socks://h:1.", e.getMessage());
  }

  private static Transport withCa(String file) {
    return new Transport(false, Optional.of(folder.resolve(file)), Optional.empty());
  }

  private static WhiskException failure(Target target) {
    try (Whisk whisk = Whisk.connect(target)) {
      return assertThrows(WhiskException.class, whisk::ping);
    }
  }

  private static MockWebServer server(String key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(key + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    MockWebServer server = new MockWebServer();
    server.useHttps(tls.getSocketFactory());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return info();
          }
        });
    server.start();
    return server;
  }

  private static MockResponse info() {
    return FakeOpenWhisk.json(200, "{\"api_version\":\"1.0.0\"}").build();
  }

  /** A key for this machine, whose certificate our CA has signed. */
  private static void signed(String name, String dates) throws Exception {
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".pem");
    keytool("-genkeypair -alias server -dname CN=localhost -keyalg EC", name + ".p12");
    keytool("-certreq -alias server -file " + request, name + ".p12");
    keytool(
        "-gencert -rfc -alias ca -infile %s -outfile %s -ext san=dns:localhost,ip:127.0.0.1 %s"
            .formatted(request, certificate, dates),
        "ca.p12");
    keytool("-importcert -noprompt -alias ca -file " + folder.resolve("ca.pem"), name + ".p12");
    keytool("-importcert -noprompt -alias server -file " + certificate, name + ".p12");
  }

  private static void keytool(String arguments, String store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve(store).toString(),
            "-storepass",
            PASSWORD,
            "-storetype",
            "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
