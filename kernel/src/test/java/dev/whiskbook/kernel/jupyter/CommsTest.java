package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CommAction;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.Comms;
import dev.whiskbook.kernel.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(300)
@DisplayName("Comms")
class CommsTest {

  private Session session;
  private JupyterKernel kernel;
  private FrontEnd frontEnd;

  @BeforeEach
  void start() throws Exception {
    session = Session.builder().imports("java.util.*", "dev.whiskbook.kernel.*").open();
    kernel = JupyterKernel.start(ConnectionFile.loopback(), () -> session);
    frontEnd = new FrontEnd(kernel.connection());
  }

  @AfterEach
  void stop() {
    frontEnd.close();
    kernel.close();
  }

  private static ObjectNode to(String id, Map<String, ?> data) {
    ObjectNode content = Json.object().put("comm_id", id);
    content.set("data", CommMessage.of(data).data());
    return content;
  }

  private List<String> published(String type, ObjectNode content) throws Exception {
    return frontEnd.outputsOf(frontEnd.send(frontEnd.shell, type, content)).stream()
        .map(m -> m.header().type() + " " + m.content().path("data"))
        .toList();
  }

  private String info(String target) throws Exception {
    return frontEnd
        .ask(frontEnd.shell, "comm_info_request", Json.object().put("target_name", target))
        .reply()
        .content()
        .path("comms")
        .toString();
  }

  @Test
  void openedByACellBelongToIt() throws Exception {
    var outcome =
        frontEnd.execute(
            """
            var comm = Comms.current().open("plot", Map.of("x", 1), new byte[] {1, 2});
            comm.send(Map.of("y", List.of(1, 2)));
            """);
    assertEquals("ok", outcome.reply().content().path("status").asString());
    Message opened = outcome.outputs().get(1);
    assertEquals("comm_open", opened.header().type());
    assertEquals("plot", opened.content().path("target_name").asString());
    assertEquals("{\"x\":1}", opened.content().path("data").toString());
    assertArrayEquals(new byte[] {1, 2}, opened.buffers().getFirst());
    Message sent = outcome.outputs().get(2);
    assertEquals("comm_msg", sent.header().type());
    assertEquals("{\"y\":[1,2]}", sent.content().path("data").toString());

    String id = opened.content().path("comm_id").asString();
    assertEquals("{\"" + id + "\":{\"target_name\":\"plot\"}}", info("plot"));
    assertEquals("{}", info("another"));
    frontEnd.execute("comm.onMessage(m -> { System.out.print(m.data()); comm.send(m); })");
    assertEquals(
        List.of("stream ", "comm_msg {\"n\":3}"), published("comm_msg", to(id, Map.of("n", 3))));
    frontEnd.execute("comm.onClose(m -> System.out.print(\"closed\"))");
    assertEquals(List.of("stream "), published("comm_close", to(id, Map.of())));
    assertEquals("{}", info(""));
    assertEquals(
        "error",
        frontEnd.execute("comm.send(Map.of())").reply().content().path("status").asString());
  }

  @Test
  void areOpenedByAFrontEndToATargetOfACell() throws Exception {
    frontEnd.execute(
        """
        Comms.current().register("echo", (comm, opened) -> {
          comm.send(opened.data());
          comm.onMessage(m -> { comm.send(m.data()); comm.close(Map.of("bye", true)); });
        })
        """);
    assertEquals(
        List.of("comm_msg {\"hello\":1}"),
        published("comm_open", to("c1", Map.of("hello", 1)).put("target_name", "echo")));
    assertEquals("{\"c1\":{\"target_name\":\"echo\"}}", info(""));
    assertEquals(
        List.of("comm_msg {\"again\":2}", "comm_close {\"bye\":true}"),
        published("comm_msg", to("c1", Map.of("again", 2))));
    assertEquals("{}", info(""));
  }

  @Test
  void toAnUnknownTargetAreClosed() throws Exception {
    assertEquals(
        List.of("comm_close {}"),
        published("comm_open", to("c2", Map.of()).put("target_name", "nobody")));
    assertEquals(List.of(), published("comm_msg", to("c2", Map.of())));
  }

  @Test
  void whoseHandlerFailsSaySoAndLive() throws Exception {
    session
        .comms()
        .register(
            "bad",
            (comm, _) ->
                comm.onMessage(
                    _ -> {
                      throw new StackOverflowError("deep");
                    }));
    published("comm_open", to("c3", Map.of()).put("target_name", "bad"));
    var failed = frontEnd.outputsOf(frontEnd.send(frontEnd.shell, "comm_msg", to("c3", Map.of())));
    assertEquals("stderr", failed.getFirst().content().path("name").asString());
    assertTrue(failed.getFirst().content().path("text").asString().contains("deep"));
    assertEquals("{\"c3\":{\"target_name\":\"bad\"}}", info(""));
  }

  @RepeatedTest(20) // for the interrupt must spare the next cell, which begins at once
  void areStoppedByAnInterrupt() throws Exception {
    frontEnd.execute(
        """
        Comms.current().register("loop", (comm, opened) -> {
          System.out.println("on");
          while (true) {}
        })
        """);
    String opening =
        frontEnd.send(frontEnd.shell, "comm_open", to("c4", Map.of()).put("target_name", "loop"));
    while (!frontEnd.nextOf(opening).header().type().equals("stream")) {
      // busy comes first
    }
    frontEnd.send(frontEnd.control, "interrupt_request", Json.object());
    assertEquals(
        "2",
        frontEnd.execute("1 + 1").outputs().getLast().content().at("/data/text~1plain").asString());
    assertEquals("{}", info(""));
  }

  @Test
  void haveNobodyToTalkToInATerminal() throws Exception {
    Comms comms = session.comms();
    CommMessage nothing = CommMessage.of(Map.of());
    assertTrue(!comms.received(CommAction.MESSAGE, "none", "", nothing, (_, _) -> false));
  }
}
