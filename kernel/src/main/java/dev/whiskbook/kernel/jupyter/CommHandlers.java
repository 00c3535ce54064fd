package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.Comm;
import dev.whiskbook.kernel.CommAction;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.Comms;
import dev.whiskbook.kernel.StreamName;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Comms that front ends open and use. Handlers are the user's code: they run as cells do. */
record CommHandlers(LazyInterpreter interpreter, CellPublishers publishers) {

  /** The open comms, or those of one target. */
  void info(Request request) throws InterruptedException {
    String target = request.content().path("target_name").asString("");
    ObjectNode reply = Request.ok();
    ObjectNode comms = reply.putObject("comms");
    for (Comm comm : interpreter.get().comms().all()) {
      if (target.isEmpty() || target.equals(comm.targetName())) {
        comms.putObject(comm.id()).put("target_name", comm.targetName());
      }
    }
    request.reply(reply);
  }

  /** An unknown target is answered by closing the comm, as the specification has it. */
  void open(Request request) throws InterruptedException {
    if (!deliver(CommAction.OPEN, request)) {
      Logs.dropped(
          request.channel(),
          "it opens a comm to the unknown target "
              + Logs.printable(request.content().path("target_name").asString(""))
              + ", or one that is open");
      ObjectNode close = Json.object();
      close.put("comm_id", request.content().path("comm_id").asString(""));
      close.putObject("data");
      request.publish(CommAction.CLOSE.messageType(), close);
    }
  }

  void message(Request request) throws InterruptedException {
    known(CommAction.MESSAGE, request);
  }

  void close(Request request) throws InterruptedException {
    known(CommAction.CLOSE, request);
  }

  private void known(CommAction action, Request request) throws InterruptedException {
    if (!deliver(action, request)) {
      Logs.dropped(
          request.channel(),
          "there is no open comm "
              + Logs.printable(request.content().path("comm_id").asString("")));
    }
  }

  private boolean deliver(CommAction action, Request request) throws InterruptedException {
    ObjectNode content = request.content();
    String id = content.path("comm_id").asString("");
    String target = content.path("target_name").asString("");
    JsonNode data = content.path("data");
    var message =
        new CommMessage(
            data instanceof ObjectNode object ? object : Json.object(),
            request.message().metadata(),
            request.message().buffers());
    Interpreter session = interpreter.get();
    Comms comms = session.comms();
    CellPublisher output = publishers.of(request);
    var found = new boolean[] {true};
    try {
      session.callback(
          "comm " + id,
          output,
          () ->
              found[0] =
                  comms.received(
                      action, id, target, message, (to, test) -> waits(request, to, test)));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // it is the user's code
      output.stream(
          StreamName.STDERR, action.messageType() + " of the comm " + id + " failed: " + e + "\n");
    }
    output.flush();
    return found[0];
  }

  private static boolean waits(Request request, String commId, Predicate<ObjectNode> test) {
    return request.isFollowedBy(
        message ->
            message.header().type().equals(CommAction.MESSAGE.messageType())
                && message.content().path("comm_id").asString("").equals(commId)
                && message.content().path("data") instanceof ObjectNode data
                && test.test(data));
  }
}
