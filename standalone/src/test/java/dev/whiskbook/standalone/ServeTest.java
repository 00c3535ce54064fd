package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("whiskbook serve")
class ServeTest {
  private static final String OTHER = "00000000-71f6-4ed5-8c54-816aa4f8c502:abcdefghijklmnop";

  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void serves_several_namespaces_that_see_nothing_of_each_other() throws Exception {
    try (var server =
        ServedProcess.start("--auth", ServedProcess.UUID_KEY, "--auth", "lab=" + OTHER)) {
      assertEquals("[\"guest\"]", get(server, ServedProcess.UUID_KEY, "/api/v1/namespaces").body());
      assertEquals("[\"lab\"]", get(server, OTHER, "/api/v1/namespaces").body());
      server.send("PUT", "/packages/mine", "{}");
      server.send("PUT", "/packages/shared", "{\"publish\":true}");
      assertEquals(404, get(server, OTHER, "/api/v1/namespaces/_/packages/mine").status());
      assertEquals(403, get(server, OTHER, "/api/v1/namespaces/guest/packages/mine").status());
      assertEquals(200, get(server, OTHER, "/api/v1/namespaces/guest/packages/shared").status());
      assertEquals(403, get(server, OTHER, "/api/v1/namespaces/guest/actions").status());
      String seen = get(server, OTHER, "/api/v1/namespaces/guest/packages").body();
      assertTrue(seen.contains("shared") && !seen.contains("mine"), seen);
    }
  }

  @Test
  void explains_its_options_and_says_nothing_beside() throws Exception {
    Process help = ServedProcess.startPlain("--help");
    String shown = new String(help.getInputStream().readAllBytes(), UTF_8);
    assertTrue(shown.contains("cold=2s,p429=5%,p5xx=2%"), shown);
    assertEquals("", new String(help.getErrorStream().readAllBytes(), UTF_8));
    assertEquals(0, help.waitFor());
  }

  @Test
  void throttles_with_a_header_that_says_when_to_come_again() throws Exception {
    try (var server = ServedProcess.start("--invocations-per-minute", "1", "--retry-after")) {
      RawHttp.Answer answer = server.send("POST", "/actions/none", "{}");
      while (answer.status() != 429) { // at most thrice, however the minute turns
        answer = server.send("POST", "/actions/none", "{}");
      }
      int seconds = Integer.parseInt(answer.headers().get("Retry-After"));
      assertTrue(seconds >= 1 && seconds <= 60, "Retry-After: " + seconds);
    }
  }

  @Test
  void writes_the_file_for_wsk_and_leaves_its_other_keys() throws Exception {
    Path file = folder.resolve("wskprops");
    Files.writeString(file, "APIVERSION=v1\nAUTH=old\nAPIGW_ACCESS_TOKEN=t=k\n");
    try (var server = ServedProcess.start("--write-wskprops", file.toString())) {
      assertEquals(
          List.of(
              "APIVERSION=v1",
              "APIGW_ACCESS_TOKEN=t=k",
              "APIHOST=" + server.apiHost(),
              "AUTH=" + ServedProcess.UUID_KEY),
          Files.readAllLines(file));
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    }
  }

  @Test
  void lets_running_activations_end_when_it_is_told_to_stop() throws Exception {
    String id;
    try (var server = ServedProcess.start("--data", folder.toString())) {
      server.send(
          "PUT",
          "/actions/slow",
          "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"function main(){"
              + "return new Promise(r=>setTimeout(()=>r({done:1}),2000))}\"}}");
      RawHttp.Answer accepted = server.send("POST", "/actions/slow", "{}");
      assertEquals(202, accepted.status());
      id = accepted.headers().get("x-openwhisk-activation-id");
    } // SIGTERM, while it runs
    try (var again = ServedProcess.start("--data", folder.toString())) {
      String record = again.send("GET", "/activations/" + id, "").body();
      assertTrue(record.contains("\"done\":1"), record);
    }
  }

  @Test
  void encrypts_with_a_certificate_made_on_the_spot() throws Exception {
    try (var server = ServedProcess.start("--tls")) {
      assertTrue(server.apiHost().startsWith("https://"), server.apiHost());
      SSLContext trusting = SSLContext.getInstance("TLS");
      trusting.init(null, new TrustManager[] {new TrustsAnyone()}, null);
      try (var client = HttpClient.newBuilder().sslContext(trusting).build()) {
        var ping = HttpRequest.newBuilder(URI.create(server.apiHost() + "/ping")).build();
        assertEquals("pong", client.send(ping, BodyHandlers.ofString()).body());
      }
    }
  }

  @Test
  void encrypts_with_a_certificate_and_key_in_pem_that_clients_verify() throws Exception {
    KeyStore keys = newKeys();
    Path certificate = pem("CERTIFICATE", keys.getCertificate("k").getEncoded());
    Path key = pem("PRIVATE KEY", keys.getKey("k", PASSWORD.toCharArray()).getEncoded());
    try (var server =
            ServedProcess.start("--tls-cert", certificate.toString(), "--tls-key", key.toString());
        var client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
        var stranger = HttpClient.newHttpClient()) {
      var ping = HttpRequest.newBuilder(URI.create(server.apiHost() + "/ping")).build();
      assertEquals("pong", client.send(ping, BodyHandlers.ofString()).body());
      assertThrows(SSLHandshakeException.class, () -> stranger.send(ping, BodyHandlers.ofString()));
    }
    String notKey = certificate.toString();
    assertSays(
        "holds no key in PKCS #8", "--tls-cert", certificate.toString(), "--tls-key", notKey);
  }

  private KeyStore newKeys() throws Exception {
    Path store = folder.resolve("keys.p12");
    String options =
        "-genkeypair -alias k -keyalg RSA -dname CN=localhost -ext san=ip:127.0.0.1"
            + " -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore "
            + store;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private Path pem(String type, byte[] der) throws Exception {
    String text =
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    return Files.writeString(folder.resolve(type + ".pem"), text);
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("k", keys.getCertificate("k"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void says_in_a_sentence_what_is_wrong_with_its_options() throws Exception {
    assertSays("must have the form UUID:KEY", "--auth", "short");
    assertSays("two keys", "--auth", "a=" + OTHER, "--auth", "a=" + ServedProcess.UUID_KEY);
    assertSays("the same key", "--auth", "a=" + OTHER, "--auth", "b=" + OTHER);
    assertSays("--fires-per-minute must be at least 1, not 0", "--fires-per-minute", "0");
    assertSays(
        "--max-action-concurrency must be from 1 to 1000, not 0", "--max-action-concurrency", "0");
    assertSays("given together", "--tls-cert", "x.pem");
    assertSays("cannot be read", "--tls-cert", "x.pem", "--tls-key", "y.pem");
    assertSays("cannot keep the state", "--data", "/dev/null/x");
  }

  private static void assertSays(String sentence, String... arguments) throws Exception {
    Process process = ServedProcess.startPlain(arguments);
    String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(error.contains(sentence), error);
    assertTrue(process.waitFor() != 0);
  }

  private static RawHttp.Answer get(ServedProcess server, String key, String path)
      throws Exception {
    return RawHttp.send(
        server.apiHost(), "GET", path, Map.of("Authorization", basic(key)), new byte[0]);
  }

  private static String basic(String key) {
    return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
  }

  private static final class TrustsAnyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, java.net.Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, java.net.Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, SSLEngine e) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
