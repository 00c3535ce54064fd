package dev.whiskbook.kernel.jupyter;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** A kernel for each test, with cells that the test scripts, and a front end that is connected. */
@Timeout(300)
abstract class OpenKernel {
  final ScriptedInterpreter session = new ScriptedInterpreter();
  JupyterKernel kernel;
  FrontEnd frontEnd;

  @BeforeEach
  void start() throws Exception {
    kernel = JupyterKernel.startWith(ConnectionFile.loopback(), Optional.empty(), () -> session);
    frontEnd = new FrontEnd(kernel.connection());
  }

  @AfterEach
  void stop() {
    frontEnd.close();
    kernel.close();
  }

  final String historyOf(ObjectNode asked) throws Exception {
    return frontEnd
        .ask(frontEnd.shell, "history_request", asked)
        .reply()
        .content()
        .path("history")
        .toString();
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
