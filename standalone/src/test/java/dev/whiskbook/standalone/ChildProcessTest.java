package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The server as a child process")
class ChildProcessTest {
  @Test
  void prints_one_line_of_json_and_ends_when_its_input_ends() throws Exception {
    Process child = start("--child");
    JsonNode line = Json.MAPPER.readTree(child.inputReader().readLine());
    assertTrue(line.get("apihost").stringValue().matches("http://127\\.0\\.0\\.1:\\d+"));
    assertTrue(line.get("auth").stringValue().matches("[0-9a-f-]{36}:\\w{64}"));
    child.outputWriter().close();
    assertTrue(child.waitFor(200, TimeUnit.SECONDS));
    assertEquals(0, child.exitValue());
    assertEquals("", new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void says_in_one_sentence_that_its_port_is_taken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process child = start("--port", Integer.toString(taken.getLocalPort()));
      String error = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(error.contains("Cannot listen on 127.0.0.1 port " + taken.getLocalPort()), error);
      assertTrue(child.waitFor() != 0);
    }
  }

  private static Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
