package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.data.Activator;
import dev.whiskbook.standalone.data.Call;
import dev.whiskbook.standalone.data.Origin;
import dev.whiskbook.standalone.data.Payload;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationId;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.WhiskTrigger;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Fires triggers: sets off the action of every active rule and records what came of it. */
public final class TriggerFire {
  private final ActionResolver resolver;
  private final Activator activator;
  private final ActivationStore activations;
  private final Throttle throttle;

  public TriggerFire(
      ActionResolver resolver,
      Activator activator,
      ActivationStore activations,
      Throttle throttle) {
    this.resolver = resolver;
    this.activator = activator;
    this.activations = activations;
    this.throttle = throttle;
  }

  /** Sets the actions off, without waiting for them, and stores the trigger's own record. */
  String fire(WhiskTrigger trigger, ObjectNode payload, Request request) {
    var arguments = Json.object();
    trigger.parameters().forEach(p -> arguments.set(p.key(), p.value()));
    arguments.setAll(payload);
    List<String> logs = new ArrayList<>();
    trigger
        .rules()
        .forEach((rule, link) -> logs.add(outcome(rule, link, arguments, request).toString()));
    String id = ActivationId.random();
    activations.add(
        new Activation(
            id,
            new Activation.Invoked(
                request.caller().namespace(),
                trigger.id().name(),
                trigger.version().toString(),
                trigger.id().path()),
            Activation.Span.at(System.currentTimeMillis()),
            Optional.empty(),
            List.of(),
            new ActivationResponse(
                ActivationResponse.Status.SUCCESS, payload.toString(), OptionalInt.empty()),
            List.copyOf(logs),
            Activation.Notes.NONE));
    return id;
  }

  private ObjectNode outcome(
      String rule, WhiskTrigger.Link link, ObjectNode arguments, Request request) {
    if (!link.active()) {
      return failure(
          rule,
          link,
          "Rule '%s' is inactive, action '%s' was not activated.".formatted(rule, link.action()));
    }
    try {
      Identity caller = request.caller();
      var ticket =
          throttle.admit(
              caller.namespace(),
              () -> {
                var found = resolver.require(caller.namespace(), link.action());
                return activator.activate(
                    new Call(
                        found.action(),
                        Payload.of(arguments),
                        Origin.of(caller.namespace(), caller.key().reveal())
                            .through(found.binding()),
                        request.transactionId(),
                        request.receivedMs()));
              });
      return Json.object()
          .put("statusCode", 0)
          .put("success", true)
          .put("activationId", ticket.activationId())
          .put("rule", rule)
          .put("action", link.action().path());
    } catch (ApiException e) {
      return failure(rule, link, e.getMessage());
    }
  }

  private static ObjectNode failure(String rule, WhiskTrigger.Link link, String error) {
    return Json.object()
        .put("statusCode", 1)
        .put("success", false)
        .put("rule", rule)
        .put("error", error)
        .put("action", link.action().path());
  }
}
