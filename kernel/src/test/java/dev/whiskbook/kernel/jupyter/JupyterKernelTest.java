package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** The protocol as a front end sees it, over real sockets, with cells that the test scripts. */
@Timeout(60)
class JupyterKernelTest {

  private final ScriptedInterpreter session = new ScriptedInterpreter();
  private JupyterKernel kernel;
  private FrontEnd frontEnd;

  @BeforeEach
  void start() throws Exception {
    kernel = JupyterKernel.startWith(ConnectionFile.loopback(), () -> session);
    frontEnd = new FrontEnd(kernel.connection());
  }

  @AfterEach
  void stop() {
    frontEnd.close();
    kernel.close();
  }

  @Test
  void aCellWithAValue() throws Exception {
    session.cell("1+1", _ -> "2");

    var outcome = frontEnd.execute("1+1");

    assertEquals(List.of("execute_input: 1 1+1", "execute_result: 1 2"), outcome.summary());
    assertEquals(
        "{\"status\":\"ok\",\"user_expressions\":{},\"execution_count\":1,\"payload\":[]}",
        outcome.reply().content().toString());
    assertEquals("execute_reply", outcome.reply().header().type());
    assertEquals("5.5", outcome.reply().header().json().path("version").asString());
    assertNotEquals(
        outcome.reply().parentHeader().path("session").asString(),
        outcome.reply().header().session());
  }

  @Test
  void aCellThatFails() throws Exception {
    session.cell(
        "fail",
        _ -> {
          throw new IllegalStateException("boom");
        });

    var outcome = frontEnd.execute("fail");

    assertEquals(
        List.of("execute_input: 1 fail", "error: IllegalStateException boom"), outcome.summary());
    ObjectNode reply = outcome.reply().content();
    assertEquals("error", reply.path("status").asString());
    assertEquals("boom", reply.path("evalue").asString());
    assertEquals("at line 1", reply.path("traceback").path(0).asString());
    assertEquals(1, reply.path("execution_count").asInt());
  }

  @Test
  void outputsKeepTheirOrderAndTextIsGathered() throws Exception {
    session.cell(
        "print",
        output -> {
          for (int i = 0; i < 1000; i++) {
            output.stream(StreamName.STDOUT, "x\n");
          }
          output.stream(StreamName.STDERR, "oh");
          output.display(MimeBundle.text("a picture"), Optional.of("id"));
          output.stream(StreamName.STDOUT, "after");
          output.update("id", MimeBundle.text("another"));
          output.clear(true);
          output.stream(StreamName.STDOUT, "end");
          return "value";
        });

    var outputs = frontEnd.execute("print").outputs();

    String printed =
        outputs.stream()
            .filter(m -> m.content().path("name").asString("").equals("stdout"))
            .map(m -> m.content().path("text").asString())
            .reduce("", String::concat);
    assertEquals("x\n".repeat(1000) + "afterend", printed);
    assertEquals(
        List.of(
            "stream: stderr oh",
            "display_data: a picture",
            "stream: stdout after",
            "update_display_data: {\"data\":{\"text/plain\":\"another\"},\"metadata\":{},"
                + "\"transient\":{\"display_id\":\"id\"}}",
            "clear_output: {\"wait\":true}",
            "stream: stdout end",
            "execute_result: 1 value"),
        new FrontEnd.Outcome(null, outputs.subList(outputs.size() - 7, outputs.size())).summary());
    assertTrue(outputs.size() < 60, () -> "1,000 lines in " + outputs.size() + " messages");
  }

  @Test
  void textIsShownWhileTheCellStillRuns() throws Exception {
    var seen = new CountDownLatch(1);
    session.cell(
        "wait",
        output -> {
          output.stream(StreamName.STDOUT, "now");
          seen.await();
          return null;
        });

    String id = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("wait"));
    frontEnd.nextOf(id);
    frontEnd.nextOf(id);
    Message stream = frontEnd.nextOf(id);
    seen.countDown();

    assertEquals("now", stream.content().path("text").asString());
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
  }

  @Test
  void whatAThreadPrintsLaterGoesToTheCellThatStartedIt() throws Exception {
    var go = new CountDownLatch(1);
    session
        .cell(
            "start",
            output -> {
              Thread.startVirtualThread(
                  () -> {
                    awaitQuietly(go);
                    output.stream(StreamName.STDOUT, "late");
                  });
              return null;
            })
        .cell("other", _ -> null);

    var first = frontEnd.execute("start");
    frontEnd.execute("other");
    go.countDown();

    Message late = frontEnd.nextOf(first.reply().parentHeader().path("msg_id").asString());
    assertEquals("late", late.content().path("text").asString());
  }

  @Test
  void aSilentCellLeavesNoTrace() throws Exception {
    session.cell(
        "quiet",
        output -> {
          output.stream(StreamName.STDOUT, "not shown");
          return "value";
        });

    var outcome =
        frontEnd.ask(frontEnd.shell, "execute_request", FrontEnd.code("quiet").put("silent", true));

    assertEquals(List.of(), outcome.summary());
    assertEquals("ok", outcome.reply().content().path("status").asString());
    assertEquals(0, session.executionCount());
  }

  @Test
  void aCellThatIsNotStoredDoesNotCount() throws Exception {
    session.cell("x", _ -> "1");
    frontEnd.execute("x");

    var outcome =
        frontEnd.ask(
            frontEnd.shell, "execute_request", FrontEnd.code("x").put("store_history", false));

    assertEquals(List.of("execute_input: 1 x", "execute_result: 1 1"), outcome.summary());
    assertEquals("[[0,1,\"x\"]]", historyOf(Json.object()));
  }

  @Test
  void userExpressionsAreEvaluatedAfterTheCell() throws Exception {
    session.cell("x", _ -> null);
    ObjectNode request = FrontEnd.code("x");
    request.putObject("user_expressions").put("good", "y").put("wrong", "bad");

    ObjectNode values =
        (ObjectNode)
            frontEnd
                .ask(frontEnd.shell, "execute_request", request)
                .reply()
                .content()
                .path("user_expressions");

    assertEquals(
        "{\"status\":\"ok\",\"data\":{\"text/plain\":\"y!\"},\"metadata\":{}}",
        values.path("good").toString());
    assertEquals("error", values.path("wrong").path("status").asString());
    assertEquals("bad is not defined", values.path("wrong").path("evalue").asString());
  }

  @Test
  void aFailureAbortsTheCellsThatWait() throws Exception {
    queueBehindAFailure(true);

    assertEquals("error", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("aborted", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("ok", frontEnd.execute("next").reply().content().path("status").asString());
  }

  @Test
  void aFailureAbortsNothingWithoutStopOnError() throws Exception {
    queueBehindAFailure(false);

    assertEquals("error", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
  }

  /** A cell that fails, and behind it another cell and a completion. */
  private void queueBehindAFailure(boolean stopOnError) throws Exception {
    var queued = new CountDownLatch(1);
    session
        .cell(
            "fail",
            _ -> {
              queued.await();
              throw new IllegalStateException();
            })
        .cell("next", _ -> null);
    frontEnd.send(
        frontEnd.shell, "execute_request", FrontEnd.code("fail").put("stop_on_error", stopOnError));
    frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("next"));
    frontEnd.send(frontEnd.shell, "complete_request", FrontEnd.code("p"));
    // The control channel answers, so what went to shell before has come, too.
    frontEnd.send(frontEnd.control, "kernel_info_request", Json.object());
    frontEnd.receive(frontEnd.control);
    queued.countDown();
  }

  @Test
  void interruptStopsTheRunningCell() throws Exception {
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

    var interrupt = frontEnd.ask(frontEnd.control, "interrupt_request", Json.object());

    assertEquals("interrupt_reply", interrupt.reply().header().type());
    assertEquals(
        "InterruptedException",
        frontEnd.receive(frontEnd.shell).content().path("ename").asString());
  }

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
  void aSessionThatCannotOpenIsAnErrorInTheCell() throws Exception {
    stop();
    kernel =
        JupyterKernel.startWith(
            ConnectionFile.loopback(),
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
        "[[0,3,\"a2\"],[0,4,\"a1\"]]",
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
        "[[0,3,\"a2\"],[0,4,\"a1\"]]",
        historyOf(
            Json.object()
                .put("hist_access_type", "search")
                .put("pattern", "a*")
                .put("unique", true)));
  }

  private String historyOf(ObjectNode asked) throws Exception {
    return frontEnd
        .ask(frontEnd.shell, "history_request", asked)
        .reply()
        .content()
        .path("history")
        .toString();
  }

  @Test
  void aCommToAnUnknownTargetIsClosed() throws Exception {
    String id =
        frontEnd.send(
            frontEnd.shell,
            "comm_open",
            Json.object().put("comm_id", "c1").put("target_name", "none"));

    var outputs = new FrontEnd.Outcome(null, frontEnd.outputsOf(id));

    assertEquals(List.of("comm_close: {\"comm_id\":\"c1\",\"data\":{}}"), outputs.summary());
    assertEquals(
        "{\"status\":\"ok\",\"comms\":{}}",
        frontEnd
            .ask(frontEnd.shell, "comm_info_request", Json.object())
            .reply()
            .content()
            .toString());
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
            () -> JupyterKernel.startWith(kernel.connection(), () -> session));

    assertEquals(
        "Port "
            + kernel.connection().ports().shell()
            + " of 127.0.0.1 is in use by another program.",
        refusal.getMessage());
  }

  @Test
  void aMessageOfFiftyMegabytesIsHandled() throws Exception {
    String big = "x".repeat(50_000_000);
    session.cell(big, _ -> "done");
    ObjectNode request = FrontEnd.code(big).put("silent", true);

    assertEquals(
        "ok",
        frontEnd
            .ask(frontEnd.shell, "execute_request", request)
            .reply()
            .content()
            .path("status")
            .asString());
  }

  @Test
  void aCellThatPrintsMoreThanItMayIsCutVisibly() throws Exception {
    String chunk = "0123456789".repeat(10_000);
    session.cell(
        "flood",
        output -> {
          for (int i = 0; i < 1000; i++) {
            output.stream(StreamName.STDOUT, chunk);
          }
          return null;
        });

    var outcome = frontEnd.execute("flood");

    long printed = 0;
    String last = "";
    for (Message output : outcome.outputs()) {
      last = output.content().path("text").asString("");
      printed += last.length();
    }
    assertTrue(printed > 64_000_000 && printed < 64_001_000, "printed " + printed);
    assertTrue(last.contains("[Output cut:"));
    assertEquals("ok", outcome.reply().content().path("status").asString());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
