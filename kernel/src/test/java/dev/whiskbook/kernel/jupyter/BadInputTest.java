package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** After each, the next cell works. */
@DisplayName("A kernel outlives")
class BadInputTest extends OpenKernel {

  private static final String HEADER =
      "{\"msg_id\":\"1\",\"session\":\"s\",\"msg_type\":\"execute_request\"}";

  @BeforeEach
  void cells() {
    session.cell("1+1", _ -> "2").cell("", _ -> null);
  }

  @AfterEach
  void theNextCellWorks() throws Exception {
    String id = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("1+1"));
    Message reply = frontEnd.receive(frontEnd.shell);
    while (!reply.parentHeader().path("msg_id").asString().equals(id)) {
      reply = frontEnd.receive(frontEnd.shell); // those to the bad ones
    }
    assertEquals("ok", reply.content().path("status").asString());
    assertEquals(
        "2", frontEnd.outputsOf(id).getLast().content().at("/data/text~1plain").asString());
    frontEnd.ask(frontEnd.control, "kernel_info_request", Json.object());
  }

  private void sendToAll(List<byte[]> frames) {
    frontEnd.sendFrames(frontEnd.shell, frames);
    frontEnd.sendFrames(frontEnd.control, frames);
    frontEnd.sendFrames(frontEnd.stdin, frames);
  }

  private void sendSigned(String... dicts) {
    sendToAll(frontEnd.signed(List.of(dicts).stream().map(d -> d.getBytes(UTF_8)).toList()));
  }

  @Test
  @DisplayName("wrong numbers of frames")
  void frames() {
    var frames = new ArrayList<byte[]>();
    for (String frame :
        List.of("x", "<IDS|MSG>", "signature", HEADER, "{}", "{}", "{}", "b", "b")) {
      frames.add(frame.getBytes(UTF_8));
      sendToAll(List.copyOf(frames));
    }
    sendToAll(List.of(new byte[0]));
    sendToAll(java.util.Collections.nCopies(1000, new byte[0]));
  }

  @Test
  @DisplayName("signatures that are missing or wrong")
  void signatures() {
    List<byte[]> good =
        frontEnd.signed(
            List.of(HEADER, "{}", "{}", "{\"code\":\"exit\"}").stream()
                .map(d -> d.getBytes(UTF_8))
                .toList());
    for (String signature : List.of("", "0", "0".repeat(64), "\u0000", "é")) {
      var bad = new ArrayList<>(good);
      bad.set(1, signature.getBytes(UTF_8));
      sendToAll(bad);
    }
  }

  @Test
  @DisplayName("what is no JSON, or no JSON object, or no UTF-8")
  void json() {
    sendSigned("{", "{}", "{}", "{}");
    sendSigned("[]", "1", "null", "\"\"");
    sendSigned(HEADER, "{}", "{}", "{\"code\":\"1+1\"");
    sendSigned(HEADER, "{}", "{}", "{} {}");
    sendSigned(HEADER, "{}", "{}", "{\"a\":".repeat(10_000));
    sendSigned("{}", "{}", "{}", "{}");
    sendSigned("{\"msg_id\":1,\"msg_type\":[]}", "{}", "{}", "{}");
    byte[] notUtf8 = {'{', '"', 'c', '"', ':', '"', (byte) 0xff, (byte) 0xc0, '"', '}'};
    byte[] empty = "{}".getBytes(UTF_8);
    sendToAll(frontEnd.signed(List.of(HEADER.getBytes(UTF_8), empty, empty, notUtf8)));
    sendToAll(frontEnd.signed(List.of(notUtf8, empty, empty, empty)));
  }

  @Test
  @DisplayName("a message of 50 MB, which is answered")
  void large() throws Exception {
    String code = "/* " + "x".repeat(50_000_000) + " */";
    session.cell(code, _ -> "large");
    String id = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code(code));
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals(
        "large", frontEnd.outputsOf(id).getLast().content().at("/data/text~1plain").asString());
    frontEnd.sendFrames(frontEnd.shell, List.of(new byte[50_000_000]));
  }

  @Test
  @DisplayName("fields of all wrong types, in all requests")
  void fields() throws Exception {
    List<String> types =
        List.of(
            "execute_request",
            "complete_request",
            "inspect_request",
            "is_complete_request",
            "history_request",
            "kernel_info_request",
            "create_subshell_request",
            "delete_subshell_request",
            "list_subshell_request",
            "interrupt_request");
    List<String> fields =
        List.of(
            "code",
            "cursor_pos",
            "detail_level",
            "silent",
            "store_history",
            "user_expressions",
            "allow_stdin",
            "stop_on_error",
            "hist_access_type",
            "session",
            "start",
            "stop",
            "n",
            "pattern",
            "unique",
            "raw",
            "output",
            "subshell_id");
    for (String type : types) {
      for (String field : fields) {
        for (String value : List.of("null", "-1", "1e99", "[1]", "{\"a\":{}}", "true", "\"\"")) {
          ObjectNode content =
              Json.parse(("{\"" + field + "\":" + value + "}").getBytes(UTF_8), "");
          String id = frontEnd.send(frontEnd.shell, type, content);
          Message reply = frontEnd.receive(frontEnd.shell);
          assertEquals(id, reply.parentHeader().path("msg_id").asString(), type + content);
        }
      }
    }
  }

  @Test
  @DisplayName("types that nobody knows")
  void types() {
    for (String type :
        List.of("", "no_request", "_request", "execute_reply", "status", "\u0000\n")) {
      frontEnd.send(frontEnd.shell, type, Json.object());
      frontEnd.send(frontEnd.control, type, Json.object());
      frontEnd.send(frontEnd.stdin, type, Json.object());
    }
  }

  @Test
  @DisplayName("noise")
  void noise() {
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      var frames = new ArrayList<byte[]>();
      for (int f = random.nextInt(8); f >= 0; f--) {
        byte[] frame = new byte[random.nextInt(64)];
        random.nextBytes(frame);
        frames.add(random.nextInt(4) == 0 ? "<IDS|MSG>".getBytes(UTF_8) : frame);
      }
      sendToAll(frames);
    }
  }
}
