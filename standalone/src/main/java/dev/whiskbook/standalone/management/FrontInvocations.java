package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.Activator;
import dev.whiskbook.standalone.data.Call;
import dev.whiskbook.standalone.data.Ticket;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.web.WebInvocations;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invocations by web actions, under the same rules as all others. */
public record FrontInvocations(Activator activator, Throttle throttle) implements WebInvocations {
  @Override
  public void requireSmall(Request request) {
    Bodies.requireSmall(request);
  }

  @Override
  public JsonNode parse(byte[] body) {
    return JsonBody.any(body);
  }

  @Override
  public void requireAllowed(WhiskAction action, Set<String> reserved, ObjectNode given) {
    FinalParameters.requireNone(reserved, given);
    FinalParameters.requireKept(action, given);
  }

  @Override
  public Ticket start(Call call) {
    return throttle.admit(call.origin().namespace(), () -> activator.activate(call));
  }

  @Override
  public Optional<Activation> await(Ticket ticket) {
    return InvokeEndpoint.await(ticket, InvokeEndpoint.MAX_BLOCKING_MS);
  }
}
