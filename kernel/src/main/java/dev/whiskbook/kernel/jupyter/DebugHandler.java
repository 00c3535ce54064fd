package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.debug.DebugAdapter;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries the Debug Adapter Protocol: requests and responses as the contents of {@code
 * debug_request} and {@code debug_reply}, events as those of {@code debug_event}.
 */
final class DebugHandler implements MessageHandler {

  private final LazyInterpreter interpreter;
  private final Publisher publisher;
  private DebugAdapter debugger; // guarded by this

  /** Of the last request: events have it as their parent. */
  private volatile ObjectNode parentHeader = Json.object();

  DebugHandler(LazyInterpreter interpreter, Publisher publisher) {
    this.interpreter = interpreter;
    this.publisher = publisher;
  }

  @Override
  public void handle(Request request) throws InterruptedException {
    parentHeader = request.message().header().json();
    request.reply(debugger().handle(request.content()));
  }

  private synchronized DebugAdapter debugger() throws InterruptedException {
    if (debugger == null) {
      debugger = interpreter.get().debugger(this::publish);
    }
    return debugger;
  }

  private void publish(ObjectNode event) {
    publisher.publish("debug_event", parentHeader, event);
  }
}
