package dev.whiskbook.kernel.jupyter;

/** Handles the requests of one message type. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Handles a request, on the thread of its channel: those of the shell channel one after the
   * other, those of the control channel meanwhile. The statuses {@code busy} and {@code idle} are
   * published around it.
   *
   * @throws Exception whatever goes wrong: where no reply has been sent yet, it becomes one of
   *     status {@code error}
   */
  void handle(Request request) throws Exception;
}
