package dev.whiskbook.kernel.jupyter;

import tools.jackson.databind.node.ObjectNode;

/** Comms: this kernel has no targets, and says so. */
final class CommHandlers {

  private CommHandlers() {}

  static void info(Request request) {
    ObjectNode reply = Request.ok();
    reply.putObject("comms");
    request.reply(reply);
  }

  /** An unknown target is answered by closing the comm, as the specification has it. */
  static void open(Request request) {
    ObjectNode close = Json.object();
    close.put("comm_id", request.content().path("comm_id").asString(""));
    close.putObject("data");
    request.publish("comm_close", close);
  }

  /** There is no open comm that it could be for. */
  static void message(Request request) {
    Logs.LOG.log(
        System.Logger.Level.DEBUG, () -> "Ignored a " + request.type() + " for an unknown comm");
  }
}
