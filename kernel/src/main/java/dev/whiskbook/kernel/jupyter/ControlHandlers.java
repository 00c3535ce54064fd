package dev.whiskbook.kernel.jupyter;

import tools.jackson.databind.node.ObjectNode;

/** What works while a cell runs, since it comes on the control channel. */
record ControlHandlers(LazyInterpreter interpreter, Runnable end) {

  void interrupt(Request request) {
    interpreter.interrupt();
    request.reply(Request.ok());
  }

  /** Replies, tells all front ends, and ends the kernel. */
  void shutdown(Request request) {
    ObjectNode reply =
        Request.ok().put("restart", request.content().path("restart").asBoolean(false));
    request.reply(reply);
    request.publish("shutdown_reply", reply);
    end.run();
  }
}
