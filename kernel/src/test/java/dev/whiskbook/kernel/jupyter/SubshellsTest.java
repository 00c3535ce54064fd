package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Subshells")
class SubshellsTest extends OpenKernel {

  private final CountDownLatch goOn = new CountDownLatch(1);

  @BeforeEach
  void cells() {
    session.cell("1+1", _ -> "2");
    session.cell(
        "wait",
        _ -> {
          goOn.await();
          return null;
        });
    session.cell(
        "fail",
        _ -> {
          throw new IllegalStateException("boom");
        });
  }

  private String create() throws Exception {
    return frontEnd
        .ask(frontEnd.control, "create_subshell_request", Json.object())
        .reply()
        .content()
        .path("subshell_id")
        .asString();
  }

  private String ids() throws Exception {
    return frontEnd
        .ask(frontEnd.control, "list_subshell_request", Json.object())
        .reply()
        .content()
        .path("subshell_id")
        .toString();
  }

  private ObjectNode delete(String id) throws Exception {
    return frontEnd
        .ask(frontEnd.control, "delete_subshell_request", Json.object().put("subshell_id", id))
        .reply()
        .content();
  }

  private String send(String subshell, String code) {
    return frontEnd.sendTo(subshell, "execute_request", FrontEnd.code(code));
  }

  private String statusOfReplyTo(String request) throws Exception {
    Message reply = frontEnd.receive(frontEnd.shell);
    assertEquals(request, reply.parentHeader().path("msg_id").asString());
    return reply.content().path("status").asString();
  }

  @Test
  void executeWhileACellOfTheMainShellRuns() throws Exception {
    String subshell = create();
    String waiting = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("wait"));

    String beside = send(subshell, "1+1");

    assertEquals("ok", statusOfReplyTo(beside));
    List<Message> outputs = frontEnd.outputsOf(beside);
    assertEquals("2", outputs.getLast().content().at("/data/text~1plain").asString());
    assertEquals(subshell, outputs.getLast().parentHeader().path("subshell_id").asString());
    goOn.countDown();
    assertEquals("ok", statusOfReplyTo(waiting));
  }

  @Test
  void areListedUntilTheyAreDeleted() throws Exception {
    assertEquals("[]", ids());
    String first = create();
    String second = create();
    assertEquals("[\"" + first + "\",\"" + second + "\"]", ids());
    assertEquals("ok", delete(first).path("status").asString());
    assertEquals("[\"" + second + "\"]", ids());
    assertEquals("error", delete(first).path("status").asString());
  }

  @Test
  void thatAreNotThereAreAnError() throws Exception {
    create();
    String lost = send("no such", "1+1");
    Message reply = frontEnd.receive(frontEnd.shell);
    assertEquals("execute_reply", reply.header().type());
    assertTrue(
        reply.content().path("evalue").asString().contains("no subshell no such"), reply::toString);
    assertEquals(List.of(), frontEnd.outputsOf(lost));
  }

  @Test
  void thatAreDeletedExecuteWhatTheyHaveGot() throws Exception {
    String subshell = create();
    String waiting = send(subshell, "wait");
    String behind = send(subshell, "1+1");
    frontEnd.nextOf(waiting); // so that both have come
    send(create(), "1+1");
    assertEquals("ok", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    delete(subshell);
    goOn.countDown();
    assertEquals("ok", statusOfReplyTo(waiting));
    assertEquals("ok", statusOfReplyTo(behind));
  }

  @Test
  void abortOnlyTheirOwnQueue() throws Exception {
    String subshell = create();
    String waiting = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("wait"));
    String behind = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("1+1"));
    String failing = send(subshell, "fail");
    assertEquals("error", statusOfReplyTo(failing));
    goOn.countDown();
    assertEquals("ok", statusOfReplyTo(waiting));
    assertEquals("ok", statusOfReplyTo(behind));
  }

  @Test
  void areStoppedByAnInterruptAsTheMainShellIs() throws Exception {
    String beside = send(create(), "wait");
    frontEnd.nextOf(beside);
    assertEquals("execute_input", frontEnd.nextOf(beside).header().type());
    frontEnd.ask(frontEnd.control, "interrupt_request", Json.object());
    assertEquals("error", statusOfReplyTo(beside));
  }
}
