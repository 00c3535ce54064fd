package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.whiskbook.standalone.entity.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Whatever a client sends, it gets a clear answer and others go on")
class BadInputTest {
  private static final int MANY_CONNECTIONS = 10_000;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    server.define("echo", "function main(p) { return {got: p}; }", "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void others_go_on() throws IOException {
    RawHttp.Answer answer = invoke(Map.of(), "{\"n\":1}".getBytes(UTF_8));
    assertEquals("{\"got\":{\"n\":1}}", answer.body());
  }

  @Test
  void json_nested_100_000_deep_is_refused() throws IOException {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertRefused(400, invoke(Map.of(), deep.getBytes(UTF_8)));
    String array = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertRefused(400, invoke(Map.of(), array.getBytes(UTF_8)));
  }

  @Test
  void the_last_of_duplicate_keys_counts() throws IOException {
    byte[] body = "{\"a\":1,\"a\":2}".getBytes(UTF_8);
    assertEquals("{\"got\":{\"a\":2}}", invoke(Map.of(), body).body());
  }

  @Test
  void a_gzip_bomb_is_not_unpacked() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 512; i++) {
        gzip.write(zeros);
      }
    }
    assertRefused(400, invoke(Map.of("Content-Encoding", "gzip"), bomb.toByteArray()));
  }

  @Test
  void a_flood_of_headers_is_refused() throws IOException {
    Map<String, String> flood = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      flood.put("X-Flood-" + i, "x".repeat(100));
    }
    int status = invoke(flood, "{}".getBytes(UTF_8)).status();
    assertTrue(status == 400 || status == 431 || status == 413, "status " + status);
    status = invoke(Map.of("X-Long", "y".repeat(1 << 20)), "{}".getBytes(UTF_8)).status();
    assertTrue(status == 400 || status == 431 || status == 413, "status " + status);
  }

  @Test
  void a_body_without_length_is_read_up_to_the_limit_only() throws IOException {
    try (Socket socket = connect()) {
      var out = socket.getOutputStream();
      out.write(
          ("PUT /api/v1/namespaces/_/actions/big HTTP/1.1\r\nHost: x\r\nAuthorization: "
                  + basic(server.credentials())
                  + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(UTF_8));
      byte[] chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(UTF_8);
      try {
        for (int i = 0; i < 60; i++) {
          out.write(chunk);
        }
        out.write("0\r\n\r\n".getBytes(UTF_8));
        out.flush();
      } catch (IOException e) {
        return; // closed on us in the middle: refused as well
      }
      assertEquals(400, RawHttp.read(socket.getInputStream(), false).status());
    }
  }

  @Test
  void requests_that_are_cut_off_in_the_middle_leave_nothing_behind() throws IOException {
    String whole =
        "POST /api/v1/namespaces/_/actions/echo?blocking=true HTTP/1.1\r\nHost: x\r\nAuthorization: "
            + basic(server.credentials())
            + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"n\":";
    for (int length = 1; length <= whole.length(); length += 7) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(whole.substring(0, length).getBytes(UTF_8));
      }
    }
  }

  @Test
  void a_client_that_sends_a_letter_now_and_then_holds_up_nobody() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket socket = connect();
        slow.add(socket);
        socket.getOutputStream().write("POST /api/v1/namesp".getBytes(UTF_8));
      }
      for (int letter = 0; letter < 5; letter++) {
        for (Socket socket : slow) {
          socket.getOutputStream().write('a');
        }
        others_go_on();
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void ten_thousand_connections_are_served_at_once() throws IOException {
    int many = (int) Math.min(MANY_CONNECTIONS, freeDescriptors());
    assertTrue(many > 1000, "This process may open too few files: raise `ulimit -n`");
    List<Socket> sockets = new ArrayList<>();
    try (var other = ServedProcess.start()) {
      URI host = URI.create(other.apiHost());
      for (int i = 0; i < many; i++) {
        sockets.add(new Socket(host.getHost(), host.getPort()));
      }
      for (Socket socket : sockets) {
        socket.getOutputStream().write("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      }
      for (Socket socket : sockets) {
        socket.setSoTimeout(90_000);
        assertEquals("pong", RawHttp.read(socket.getInputStream(), false).body());
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/namespaces/_/actions/..",
        "/api/v1/namespaces/_/actions/%2e%2e",
        "/api/v1/namespaces/_/actions/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/v1/namespaces/_/actions/../../../../etc/passwd",
        "/api/v1/namespaces/_/actions/a%00b",
        "/api/v1/namespaces/_/actions/%c0%ae%c0%ae",
        "/api/v1/namespaces/_/actions/%u002e",
        "/api/v1/namespaces/_/actions/%",
        "/api/v1/namespaces/_/actions/a%0d%0aX-Injected:%20yes",
        "/api/v1/namespaces/_/actions/\u00e9",
        "/api/v1/namespaces/_/actions/%F0%9F%92%A3",
        "/api/v1/namespaces/%2e%2e/actions/echo",
        "/api/v1/namespaces/_/packages/%2e%2e",
        "/api/v1/namespaces/_/activations/%2e%2e",
        "/api/v1/web/guest/default/%2e%2e.json",
        "/api/v1/web/guest/%2e%2e/x.json",
        "/api/v1/web/../../etc/passwd",
        "//api/v1/namespaces/_/actions/echo",
        "/api/v1/namespaces/_/actions/echo;x=1",
        "/api/v1/namespaces/_/actions?limit=%zz",
        "/api/v1/namespaces/_/actions?limit=99999999999999999999",
        "/api/v1/namespaces/_/activations?since=-99999999999999999999"
      })
  void a_name_with_tricks_is_refused(String path) throws IOException {
    RawHttp.Answer answer = send("GET", path, Map.of(), new byte[0]);
    assertTrue(
        answer.status() == 400
            || answer.status() == 401
            || answer.status() == 403
            || answer.status() == 404,
        answer.toString());
    assertTrue(!answer.headers().containsKey("X-Injected"), answer.toString());
  }

  @Test
  void a_very_long_name_is_refused() throws IOException {
    RawHttp.Answer answer =
        send("GET", "/api/v1/namespaces/_/actions/" + "n".repeat(4000), Map.of(), new byte[0]);
    assertEquals("Entity name longer than allowed: 4000 > 256.", assertRefused(400, answer));
  }

  /** The server reads no megabyte to answer what is no request; it may also just hang up. */
  @Test
  void a_path_of_a_megabyte_is_not_read() throws IOException {
    int status;
    try {
      status = send("GET", "/api/v1/" + "n".repeat(1 << 20), Map.of(), new byte[0]).status();
    } catch (EOFException | SocketException e) {
      status = 400; // hung up
    }
    assertTrue(status >= 400 && status < 500, "status " + status);
  }

  @Test
  void wrong_keys_at_a_high_rate_shut_nobody_out() throws IOException {
    String right = server.credentials();
    for (int i = 0; i < 2000; i++) {
      int same = i % right.length();
      String wrong = right.substring(0, same) + (right.charAt(same) == 'x' ? 'y' : 'x');
      RawHttp.Answer answer =
          RawHttp.send(
              server.apiHost(),
              "GET",
              "/api/v1/namespaces",
              Map.of("Authorization", basic(wrong)),
              new byte[0]);
      assertEquals(401, answer.status());
      assertTrue(!answer.body().contains(right.substring(40)), "the key is told to nobody");
    }
  }

  private static String assertRefused(int status, RawHttp.Answer answer) {
    assertEquals(status, answer.status(), answer.body());
    JsonNode document = Json.MAPPER.readTree(answer.body());
    assertTrue(document.get("code").isString(), answer.body());
    return document.get("error").stringValue();
  }

  private static RawHttp.Answer invoke(Map<String, String> headers, byte[] body)
      throws IOException {
    return send(
        "POST", "/api/v1/namespaces/_/actions/echo?blocking=true&result=true", headers, body);
  }

  private static RawHttp.Answer send(
      String method, String path, Map<String, String> more, byte[] body) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Authorization", basic(server.credentials()));
    headers.put("Content-Type", "application/json");
    return RawHttp.send(server.apiHost(), method, path, headers, body);
  }

  private static Socket connect() throws IOException {
    URI host = URI.create(server.apiHost());
    return new Socket(host.getHost(), host.getPort());
  }

  private static long freeDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - 500
        : MANY_CONNECTIONS;
  }

  private static String basic(String key) {
    return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
  }
}
