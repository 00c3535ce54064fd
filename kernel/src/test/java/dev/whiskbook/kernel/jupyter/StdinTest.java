package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.StreamName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cell that asks for input")
class StdinTest extends OpenKernel {

  @BeforeEach
  void cells() {
    session.asking(
        "ask",
        (output, input) -> {
          output.stream(StreamName.STDOUT, "Who are you? ");
          return input.readLine("Name: ", true).orElse("(end)");
        });
  }

  private String ask() {
    return frontEnd.send(
        frontEnd.shell, "execute_request", FrontEnd.code("ask").put("allow_stdin", true));
  }

  private void answer(Message question, String value) {
    frontEnd.send(
        frontEnd.stdin, "input_reply", question.header().json(), Json.object().put("value", value));
  }

  @Test
  void asksTheFrontEndThatExecutesIt() throws Exception {
    String cell = ask();
    Message question = frontEnd.receive(frontEnd.stdin);
    assertEquals("input_request", question.header().type());
    assertEquals(cell, question.parentHeader().path("msg_id").asString());
    assertEquals("{\"prompt\":\"Name: \",\"password\":true}", question.content().toString());
    answer(question, "Ada");
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals(
        List.of("execute_input", "stream", "execute_result"),
        frontEnd.outputsOf(cell).stream().map(m -> m.header().type()).toList());
  }

  @Test
  void mayBeAnsweredWithoutSayingWhichQuestionIsMeant() throws Exception {
    String cell = ask();
    frontEnd.receive(frontEnd.stdin);
    frontEnd.send(frontEnd.stdin, "input_reply", Json.object().put("value", "Ada"));
    assertEquals("Ada", resultOf(cell));
  }

  @Test
  void takesCtrlDForTheEnd() throws Exception {
    String cell = ask();
    answer(frontEnd.receive(frontEnd.stdin), "\u0004");
    assertEquals("(end)", resultOf(cell));
  }

  @Test
  void fromAFrontEndThatCannotBeAskedFailsAtOnce() throws Exception {
    var outcome = frontEnd.execute("ask");
    assertEquals(
        "StdinNotImplementedException", outcome.reply().content().path("ename").asString());
  }

  @Test
  void andIsInterruptedLeavesTheNextOneItsOwnAnswer() throws Exception {
    ask();
    Message stale = frontEnd.receive(frontEnd.stdin);
    frontEnd.ask(frontEnd.control, "interrupt_request", Json.object());
    assertEquals("error", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    answer(stale, "too late, nobody waits");

    String cell = ask();
    Message question = frontEnd.receive(frontEnd.stdin);
    answer(stale, "too late, somebody else waits");
    frontEnd.send(frontEnd.stdin, "input_reply", Json.object().put("value", 5));
    frontEnd.send(frontEnd.stdin, "execute_request", Json.object().put("value", "no reply"));
    frontEnd.sendFrames(frontEnd.stdin, "<IDS|MSG>", "unsigned", "{}", "{}", "{}", "{}");
    answer(question, "Ada");
    assertEquals("Ada", resultOf(cell));
  }

  @Test
  void afterItsCellHasEndedIsToldSo() throws Exception {
    var thrown = new CompletableFuture<Throwable>();
    var asks = new CountDownLatch(1);
    session.asking(
        "thread asks",
        (_, input) -> {
          new Thread(
                  () -> {
                    try {
                      asks.countDown();
                      thrown.complete(new AssertionError(input.readLine("", false)));
                    } catch (Exception e) {
                      thrown.complete(e);
                    }
                  })
              .start();
          asks.await();
          return null;
        });
    frontEnd.ask(
        frontEnd.shell, "execute_request", FrontEnd.code("thread asks").put("allow_stdin", true));
    assertTrue(thrown.get().getMessage().contains("has ended"), thrown.get()::toString);

    String cell = ask();
    Message question = frontEnd.receive(frontEnd.stdin);
    while (!question.parentHeader().path("msg_id").asString().equals(cell)) {
      question = frontEnd.receive(frontEnd.stdin);
    }
    answer(question, "Ada");
    assertEquals("Ada", resultOf(cell));
  }

  private String resultOf(String cell) throws Exception {
    frontEnd.receive(frontEnd.shell);
    return frontEnd.outputsOf(cell).getLast().content().at("/data/text~1plain").asString();
  }
}
