package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Cells as a front end sees them, over real sockets. */
class CellsTest extends OpenKernel {

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
    assertEquals("[[1,1,\"x\"]]", historyOf(Json.object()));
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

    assertEquals(List.of("error", "aborted"), statusesOfTwoCellsAndACompletion());
    assertEquals("ok", frontEnd.execute("next").reply().content().path("status").asString());
  }

  @Test
  void aFailureAbortsNothingWithoutStopOnError() throws Exception {
    queueBehindAFailure(false);

    assertEquals(List.of("error", "ok"), statusesOfTwoCellsAndACompletion());
  }

  /** The statuses of the cells in their order; the completion is answered whenever. */
  private List<String> statusesOfTwoCellsAndACompletion() throws Exception {
    var statuses = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      Message reply = frontEnd.receive(frontEnd.shell);
      if (reply.header().type().equals("complete_reply")) {
        assertEquals("ok", reply.content().path("status").asString());
      } else {
        statuses.add(reply.content().path("status").asString());
      }
    }
    return statuses;
  }

  @Test
  void anEditorIsAnsweredWhileACellRunsAndTheCellIsBusyAllTheSame() throws Exception {
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    session.cell(
        "long",
        _ -> {
          started.countDown();
          goOn.await();
          return null;
        });
    String cell = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("long"));
    started.await();

    for (String asked : List.of("complete_request", "inspect_request", "is_complete_request")) {
      String question = frontEnd.send(frontEnd.shell, asked, FrontEnd.code("p"));
      Message reply = frontEnd.receive(frontEnd.shell);
      assertEquals(asked.replace("_request", "_reply"), reply.header().type());
      frontEnd.outputsOf(question);
      assertEquals("busy", frontEnd.nextOf(cell).content().path("execution_state").asString());
    }

    goOn.countDown();
    assertEquals("execute_reply", frontEnd.receive(frontEnd.shell).header().type());
    assertEquals("idle", frontEnd.nextOf(cell).content().path("execution_state").asString());
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
}
