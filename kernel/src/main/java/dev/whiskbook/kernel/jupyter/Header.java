package dev.whiskbook.kernel.jupyter;

import tools.jackson.databind.node.ObjectNode;

/**
 * A message's header. It keeps the JSON as it came, since a reply's parent header is the request's
 * header word for word, with fields that only the front end knows.
 */
public record Header(ObjectNode json) {

  /** What names this message in the parent headers of its replies and outputs. */
  public String id() {
    return json.path("msg_id").asString("");
  }

  /** The message type, such as {@code execute_request}. */
  public String type() {
    return json.path("msg_type").asString("");
  }

  /** The session id of the sender, not of the conversation. */
  public String session() {
    return json.path("session").asString("");
  }
}
