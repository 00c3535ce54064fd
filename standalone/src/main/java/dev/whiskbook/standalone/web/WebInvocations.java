package dev.whiskbook.standalone.web;

import dev.whiskbook.standalone.data.Call;
import dev.whiskbook.standalone.data.Ticket;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.Request;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What web actions share with other invocations. Every refusal is an {@code ApiException}. */
public interface WebInvocations {
  /** Refuses bodies that are too large. */
  void requireSmall(Request request);

  /** Reads a JSON body. */
  JsonNode parse(byte[] body);

  /** Refuses arguments that replace reserved ones or final parameters of the action. */
  void requireAllowed(WhiskAction action, Set<String> reserved, ObjectNode given);

  /** Starts it, unless the owner's namespace is throttled. */
  Ticket start(Call call);

  /** The record; empty if it takes longer than a blocking invocation waits. */
  Optional<Activation> await(Ticket ticket);
}
