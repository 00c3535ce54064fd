package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server with --data")
class DataFolderTest {
  private static final String NO_OP =
      "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"function main(p){return p}\"}}";

  @TempDir Path folder;

  @Test
  void has_everything_back_after_a_restart() throws Exception {
    String id;
    try (var first = start()) {
      put(first, "/packages/p", "{\"parameters\":[{\"key\":\"n\",\"value\":1.50}]}");
      put(
          first,
          "/actions/p/a",
          "{\"exec\":{\"kind\":\"nodejs:20\",\"code\":\"function main(p){return p}\"},"
              + "\"parameters\":[{\"key\":\"K\",\"value\":\"v\",\"init\":true}]}");
      put(first, "/packages/b", "{\"binding\":{\"namespace\":\"_\",\"name\":\"p\"}}");
      put(
          first,
          "/actions/s",
          "{\"exec\":{\"kind\":\"sequence\",\"components\":[\"/_/p/a\",\"/_/b/a\"]}}");
      put(first, "/triggers/t", "{}");
      put(first, "/rules/r", "{\"trigger\":\"/_/t\",\"action\":\"/_/s\"}");
      assertEquals(200, first.send("POST", "/rules/r", "{\"status\":\"inactive\"}").status());
      put(first, "/actions/gone", NO_OP);
      assertEquals(200, first.send("DELETE", "/actions/gone", "").status());
      id = invoke(first, "s");
      for (String path : List.of("/packages/p", "/actions/p/a", "/actions/s", "/triggers/t")) {
        remembered.add(path + " " + first.send("GET", path, "").body());
      }
      for (String path : List.of("/rules/r", "/packages/b", "/activations/" + id)) {
        remembered.add(path + " " + first.send("GET", path, "").body());
      }
    }
    try (var second = start()) {
      for (String line : remembered) {
        String path = line.substring(0, line.indexOf(' '));
        assertEquals(line.substring(path.length() + 1), second.send("GET", path, "").body(), path);
      }
      assertEquals(404, second.send("GET", "/actions/gone", "").status());
      assertNotEquals(id, invoke(second, "s"));
    }
  }

  private final ConcurrentLinkedQueue<String> remembered = new ConcurrentLinkedQueue<>();

  @Test
  void loses_nothing_that_it_acknowledged_when_it_is_killed_in_the_middle_of_writes()
      throws Exception {
    var actions = new ConcurrentLinkedQueue<String>();
    var records = new ConcurrentLinkedQueue<String>();
    var enough = new CountDownLatch(60);
    try (var first = start()) {
      put(first, "/actions/echo", NO_OP);
      var writers =
          List.of(
              Thread.startVirtualThread(
                  () -> untilKilled(i -> actions.add(create(first, "a" + i)), enough)),
              Thread.startVirtualThread(
                  () -> untilKilled(i -> actions.add(create(first, "b" + i)), enough)),
              Thread.startVirtualThread(
                  () -> untilKilled(i -> records.add(invoke(first, "echo")), enough)));
      enough.await();
      first.kill();
      for (Thread writer : writers) {
        writer.join();
      }
    }
    try (var second = start()) {
      for (String name : actions) {
        assertEquals(200, second.send("GET", "/actions/" + name, "").status(), name);
      }
      for (String id : records) {
        assertEquals(200, second.send("GET", "/activations/" + id, "").status(), id);
      }
    }
  }

  @Test
  void records_what_was_under_way_when_it_was_killed_as_lost_with_the_server() throws Exception {
    String hanging = NO_OP.replace("return p", "return new Promise(() => {})");
    List<String> lost = new ArrayList<>();
    String done;
    try (var first = start()) {
      put(first, "/actions/hang", hanging);
      put(first, "/actions/echo", NO_OP);
      put(
          first,
          "/actions/s",
          "{\"exec\":{\"kind\":\"sequence\",\"components\":[\"/_/echo\",\"/_/hang\"]}}");
      for (String name : List.of("hang", "s")) {
        RawHttp.Answer accepted = first.send("POST", "/actions/" + name, "{}");
        assertEquals(202, accepted.status(), accepted.body());
        lost.add(accepted.headers().get("x-openwhisk-activation-id"));
      }
      done = invoke(first, "echo");
      first.kill();
    }
    for (int restart = 0; restart < 2; restart++) {
      try (var again = start()) {
        for (String id : lost) {
          RawHttp.Answer answer = again.send("GET", "/activations/" + id, "");
          assertEquals(200, answer.status(), answer.body());
          var response = Json.MAPPER.readTree(answer.body()).get("response");
          assertEquals("whisk internal error", response.get("status").stringValue());
          String error = response.at("/result/error").stringValue();
          assertTrue(error.contains("The server ended while this activation was under way"), error);
        }
        var hung = Json.MAPPER.readTree(again.send("GET", "/activations?name=hang", "").body());
        assertEquals(1, hung.size(), "of the sequence's parts nobody was told: " + hung);
        String record = again.send("GET", "/activations/" + done, "").body();
        assertTrue(record.contains("\"success\":true"), record);
      }
    }
  }

  @Test
  void ignores_a_line_that_was_cut_off_and_goes_on_after_it() throws Exception {
    try (var first = start()) {
      put(first, "/actions/a", NO_OP);
    }
    Files.writeString(
        folder.resolve("entities.log"), "{\"path\":\"guest/ha", UTF_8, StandardOpenOption.APPEND);
    try (var second = start()) {
      put(second, "/actions/b", NO_OP);
    }
    try (var third = start()) {
      assertEquals(200, third.send("GET", "/actions/a", "").status());
      assertEquals(200, third.send("GET", "/actions/b", "").status());
    }
  }

  @Test
  void answers_507_with_a_sentence_when_the_disk_is_full_and_keeps_what_it_had() throws Exception {
    String large = NO_OP.replace("return p", "return p/*" + "x".repeat(40_000) + "*/");
    try (var full = ServedProcess.startWithFullDisk(128, "--data", folder.toString())) {
      put(full, "/actions/first", large);
      RawHttp.Answer refused = null;
      for (int i = 0; i < 10 && refused == null; i++) {
        RawHttp.Answer answer = full.send("PUT", "/actions/more" + i, large);
        refused = answer.status() == 200 ? null : answer;
      }
      assertEquals(507, refused.status(), refused.body());
      String error = Json.MAPPER.readTree(refused.body()).get("error").stringValue();
      assertTrue(error.contains(folder.toString()) && error.contains("Make room"), error);
      assertEquals(200, full.send("GET", "/actions/first", "").status());
      assertEquals(404, full.send("GET", "/actions/more9", "").status());
    }
    try (var again = start()) {
      assertEquals(200, again.send("GET", "/actions/first", "").status());
      put(again, "/actions/later", large);
    }
  }

  @Test
  void is_alone_in_its_folder_which_only_its_owner_reads() throws Exception {
    try (var first = start()) {
      put(first, "/actions/a", NO_OP);
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(folder.resolve("entities.log")));
      Process second = ServedProcess.startPlain("--data", folder.toString());
      String error = new String(second.getErrorStream().readAllBytes(), UTF_8);
      assertEquals(1, second.waitFor(), error);
      assertTrue(error.contains("another server has") && error.contains("--data"), error);
    }
  }

  private interface Write {
    void number(int i) throws IOException;
  }

  /** The connection breaks when the server is killed: that write was acknowledged to nobody. */
  private static void untilKilled(Write write, CountDownLatch enough) {
    try {
      for (int i = 0; ; i++) {
        write.number(i);
        enough.countDown();
      }
    } catch (IOException e) {
      enough.countDown();
    }
  }

  private static String create(ServedProcess server, String name) throws IOException {
    put(server, "/actions/" + name, NO_OP);
    return name;
  }

  private static void put(ServedProcess server, String path, String body) throws IOException {
    RawHttp.Answer answer = server.send("PUT", path, body);
    assertEquals(200, answer.status(), answer.body());
  }

  private static String invoke(ServedProcess server, String name) throws IOException {
    RawHttp.Answer answer = server.send("POST", "/actions/" + name + "?blocking=true", "{}");
    assertEquals(200, answer.status(), answer.body());
    return answer.headers().get("x-openwhisk-activation-id");
  }

  private ServedProcess start() throws IOException {
    return ServedProcess.start("--data", folder.toString());
  }
}
