package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.MimeBundle;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an editor asks while a cell is written. Cursor positions are code points on both sides. */
record AssistanceHandlers(LazyInterpreter interpreter) {

  private static final MimeBundle NOTHING = new MimeBundle(Map.of(), Map.of());

  void complete(Request request) throws InterruptedException {
    String code = request.content().path("code").asString("");
    Completions found = interpreter.get().complete(code, cursor(request, code));
    ObjectNode reply = Request.ok();
    reply.put("cursor_start", found.start());
    reply.put("cursor_end", found.end());
    ArrayNode matches = reply.putArray("matches");
    ArrayNode types = reply.putObject("metadata").putArray("_jupyter_types_experimental");
    for (Completions.Completion match : found.matches()) {
      matches.add(match.text());
      ObjectNode type =
          types
              .addObject()
              .put("text", match.text())
              .put("type", match.type())
              .put("start", found.start())
              .put("end", found.end());
      if (!match.signature().isEmpty()) {
        type.put("signature", match.signature());
      }
    }
    request.reply(reply);
  }

  void inspect(Request request) throws InterruptedException {
    String code = request.content().path("code").asString("");
    int detailLevel = request.content().path("detail_level").asInt(0);
    Optional<MimeBundle> found =
        interpreter.get().inspect(code, cursor(request, code), detailLevel);
    ObjectNode reply = Request.ok().put("found", found.isPresent());
    request.reply(CellPublisher.bundle(reply, found.orElse(NOTHING)));
  }

  void isComplete(Request request) throws InterruptedException {
    String code = request.content().path("code").asString("");
    Completeness answer = interpreter.get().isComplete(code);
    ObjectNode reply = Json.object().put("status", answer.status().wireName());
    if (answer.status() == Completeness.Status.INCOMPLETE) {
      reply.put("indent", answer.indent());
    }
    request.reply(reply);
  }

  /** The cursor, at the end of the code where the front end does not say or is beyond it. */
  private static int cursor(Request request, String code) {
    int end = code.codePointCount(0, code.length());
    return Math.clamp(request.content().path("cursor_pos").asInt(end), 0, end);
  }
}
