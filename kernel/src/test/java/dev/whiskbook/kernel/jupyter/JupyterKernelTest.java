package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The rest of the protocol as a front end sees it, over real sockets. */
class JupyterKernelTest extends OpenKernel {

  @Test
  void shutdownWorksWhileACellRuns() throws Exception {
    var started = new CountDownLatch(1);
    session.cell(
        "sleep",
        _ -> {
          started.countDown();
          new CountDownLatch(1).await();
          return null;
        });
    frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("sleep"));
    started.await();

    frontEnd.send(frontEnd.control, "shutdown_request", Json.object().put("restart", true));
    Message reply = frontEnd.receive(frontEnd.control);
    kernel.await();
    kernel.close();

    assertEquals("{\"status\":\"ok\",\"restart\":true}", reply.content().toString());
    session.closed.await();
  }

  @Test
  void badMessagesAreIgnoredAndTheNextOneIsAnswered() throws Exception {
    for (var channel : List.of(frontEnd.shell, frontEnd.control)) {
      frontEnd.sendFrames(channel, "nonsense");
      frontEnd.sendFrames(channel, "<IDS|MSG>", "bad", "{}", "{}", "{}", "{}");
      frontEnd.sendFrames(channel, "<IDS|MSG>");
      frontEnd.send(channel, "no_such_request", Json.object());
      frontEnd.send(channel, "kernel_info_request", Json.object());
      assertEquals("kernel_info_reply", frontEnd.receive(channel).header().type());
    }
  }

  @Test
  void aHandlerThatFailsIsAnErrorReplyAndTheChannelLives() throws Exception {
    kernel.handle(
        "broken_request",
        _ -> {
          throw new StackOverflowError();
        });

    var outcome = frontEnd.ask(frontEnd.shell, "broken_request", Json.object());

    assertEquals("broken_reply", outcome.reply().header().type());
    assertEquals("StackOverflowError", outcome.reply().content().path("ename").asString());
    frontEnd.ask(frontEnd.shell, "kernel_info_request", Json.object());
  }

  @Test
  void anExtensionCanAddAMessageType() throws Exception {
    kernel.handle(
        "echo_request",
        request -> {
          request.publish("echo", request.content());
          request.reply(Request.ok().put("text", request.content().path("text").asString()));
        });

    var outcome =
        frontEnd.ask(frontEnd.control, "echo_request", Json.object().put("text", "hello"));

    assertEquals("hello", outcome.reply().content().path("text").asString());
    assertEquals(List.of("echo: {\"text\":\"hello\"}"), outcome.summary());
  }

  @Test
  void kernelInfoDoesNotWaitForTheSession() throws Exception {
    stop();
    var opening = new CountDownLatch(1);
    kernel =
        JupyterKernel.startWith(
            ConnectionFile.loopback(),
            Optional.empty(),
            () -> {
              awaitQuietly(opening);
              return session;
            });
    frontEnd = new FrontEnd(kernel.connection());

    ObjectNode info =
        frontEnd.ask(frontEnd.shell, "kernel_info_request", Json.object()).reply().content();
    opening.countDown();

    assertEquals("ok", info.path("status").asString());
    assertEquals("whiskbook", info.path("implementation").asString());
    assertEquals("java", info.path("language_info").path("name").asString());
    assertTrue(Character.isDigit(info.path("implementation_version").asString().charAt(0)));
  }

  @Test
  void theKernelSaysThatItCanBeDebugged() throws Exception {
    ObjectNode info =
        frontEnd.ask(frontEnd.control, "kernel_info_request", Json.object()).reply().content();

    assertEquals("[\"kernel subshells\",\"debugger\"]", info.path("supported_features").toString());
    assertTrue(info.path("debugger").asBoolean());
  }

  @Test
  void aSessionAnswersTypesOfItsOwn() throws Exception {
    session.messageTypes.add("tables_request", asked -> Json.object().put("n", asked.size()));
    session.messageTypes.add("tables_note", _ -> null);
    session.messageTypes.add("kernel_info_request", _ -> Json.object());

    var answered = frontEnd.ask(frontEnd.control, "tables_request", Json.object().put("of", "me"));

    assertEquals("tables_reply", answered.reply().header().type());
    assertEquals("{\"n\":1,\"status\":\"ok\"}", answered.reply().content().toString());
    String note = frontEnd.send(frontEnd.shell, "tables_note", Json.object());
    assertEquals(List.of(), frontEnd.outputsOf(note));
    ObjectNode info =
        frontEnd.ask(frontEnd.shell, "kernel_info_request", Json.object()).reply().content();
    assertEquals("5.5", info.path("protocol_version").asString());
  }

  @Test
  void aSessionThatCannotOpenIsAnErrorInTheCell() throws Exception {
    stop();
    kernel =
        JupyterKernel.startWith(
            ConnectionFile.loopback(),
            Optional.empty(),
            () -> {
              throw new IllegalStateException("no compiler");
            });
    frontEnd = new FrontEnd(kernel.connection());

    ObjectNode reply = frontEnd.execute("1+1").reply().content();

    assertEquals("error", reply.path("status").asString());
    assertTrue(reply.path("evalue").asString().endsWith("no compiler"));
  }

  @Test
  void assistance() throws Exception {
    var completed =
        frontEnd.ask(frontEnd.shell, "complete_request", FrontEnd.code("😀p").put("cursor_pos", 2));
    var inspected =
        frontEnd.ask(
            frontEnd.shell,
            "inspect_request",
            FrontEnd.code("x").put("cursor_pos", 1).put("detail_level", 1));
    var unknown = frontEnd.ask(frontEnd.shell, "inspect_request", FrontEnd.code("nothing"));
    var incomplete = frontEnd.ask(frontEnd.shell, "is_complete_request", FrontEnd.code("if {"));

    assertEquals(
        "{\"status\":\"ok\",\"cursor_start\":1,\"cursor_end\":2,\"matches\":[\"println\"],"
            + "\"metadata\":{\"_jupyter_types_experimental\":[{\"text\":\"println\","
            + "\"type\":\"function\",\"start\":1,\"end\":2}]}}",
        completed.reply().content().toString());
    assertEquals(
        "{\"status\":\"ok\",\"found\":true,\"data\":{\"text/plain\":\"x at 1 in detail 1\"},"
            + "\"metadata\":{}}",
        inspected.reply().content().toString());
    assertFalse(unknown.reply().content().path("found").asBoolean());
    assertEquals(
        "{\"status\":\"incomplete\",\"indent\":\"  \"}", incomplete.reply().content().toString());
  }

  @Test
  void history() throws Exception {
    session.cell("a1", _ -> "1").cell("b", _ -> null).cell("a2", _ -> null);
    for (String code : List.of("a1", "b", "a2", "a1")) {
      frontEnd.execute(code);
    }

    assertEquals(
        "[[1,3,\"a2\"],[1,4,\"a1\"]]",
        historyOf(Json.object().put("hist_access_type", "tail").put("n", 2)));
    assertEquals(
        "[[0,1,[\"a1\",\"1\"]],[0,2,[\"b\",null]]]",
        historyOf(
            Json.object()
                .put("hist_access_type", "range")
                .put("start", 1)
                .put("stop", 3)
                .put("output", true)));
    assertEquals(
        "[[1,3,\"a2\"],[1,4,\"a1\"]]",
        historyOf(
            Json.object()
                .put("hist_access_type", "search")
                .put("pattern", "a*")
                .put("unique", true)));
  }

  @Test
  void theHeartbeatEchoesWhatItGets() {
    for (String beat : List.of("ping", "pong")) {
      frontEnd.heartbeat.send(beat.getBytes(UTF_8));
      assertArrayEquals(beat.getBytes(UTF_8), frontEnd.heartbeat.recv());
    }
  }

  @Test
  void aPortInUseIsOneSentence() {
    var refusal =
        assertThrows(
            KernelStartException.class,
            () -> JupyterKernel.startWith(kernel.connection(), Optional.empty(), () -> session));

    assertEquals(
        "Port "
            + kernel.connection().ports().shell()
            + " of 127.0.0.1 is in use by another program.",
        refusal.getMessage());
  }
}
