package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Session;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** A real session behind real sockets, in one piece: what {@code JupyterKernelTest} scripts. */
@Timeout(300)
class JupyterSessionTest {

  private static JupyterKernel kernel;
  private static FrontEnd frontEnd;

  @BeforeAll
  static void start() throws Exception {
    kernel =
        JupyterKernel.start(
            ConnectionFile.loopback(),
            () -> Session.builder().imports("static dev.whiskbook.kernel.Display.*").open());
    frontEnd = new FrontEnd(kernel.connection());
  }

  @AfterAll
  static void stop() {
    frontEnd.close();
    kernel.close();
  }

  @Test
  void anExpressionHasAResult() throws Exception {
    var outcome = frontEnd.execute("1+1");

    int count = outcome.reply().content().path("execution_count").asInt();
    assertEquals(
        List.of("execute_input: " + count + " 1+1", "execute_result: " + count + " 2"),
        outcome.summary());
  }

  @Test
  void outputsAndTextKeepTheirOrder() throws Exception {
    var outcome =
        frontEnd.execute("System.out.print(1); display(\"two\"); System.err.print(3); \"four\"");

    assertEquals(
        List.of("stream: stdout 1", "display_data: two", "stream: stderr 3"),
        outcome.summary().subList(1, 4));
    assertTrue(outcome.summary().getLast().endsWith("four"), outcome.summary()::toString);
  }

  @Test
  void anExceptionIsAnError() throws Exception {
    ObjectNode reply =
        frontEnd.execute("throw new IllegalStateException(\"boom\");").reply().content();

    assertEquals("error", reply.path("status").asString());
    assertEquals("boom", reply.path("evalue").asString());
    assertTrue(reply.path("ename").asString().endsWith("IllegalStateException"));
  }

  @Test
  void interruptStopsAnEndlessLoop() throws Exception {
    String id =
        frontEnd.send(
            frontEnd.shell,
            "execute_request",
            FrontEnd.code("System.out.print(\"on\"); while (true) {}"));
    Message output = frontEnd.nextOf(id);
    while (!output.header().type().equals("stream")) {
      output = frontEnd.nextOf(id);
    }

    frontEnd.send(frontEnd.control, "interrupt_request", Json.object());

    assertEquals("interrupt_reply", frontEnd.receive(frontEnd.control).header().type());
    assertEquals("error", frontEnd.receive(frontEnd.shell).content().path("status").asString());
    assertEquals("ok", frontEnd.execute("2").reply().content().path("status").asString());
  }
}
