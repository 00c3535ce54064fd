package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellError;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Errors as contents of replies and of {@code error} messages. */
final class Errors {

  private Errors() {}

  static ObjectNode content(CellError error) {
    ObjectNode content = content(error.ename(), error.evalue());
    ArrayNode traceback = content.putArray("traceback");
    error.traceback().forEach(traceback::add);
    return content;
  }

  static ObjectNode content(Throwable failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    ObjectNode content = content(failure.getClass().getSimpleName(), message);
    content.putArray("traceback").add(failure.getClass().getSimpleName() + ": " + message);
    return content;
  }

  private static ObjectNode content(String ename, String evalue) {
    return Json.object().put("status", "error").put("ename", ename).put("evalue", evalue);
  }
}
