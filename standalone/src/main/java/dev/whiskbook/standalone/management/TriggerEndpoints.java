package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskTrigger;
import dev.whiskbook.standalone.fault.FaultyEndpoint;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /namespaces/{ns}/triggers}: triggers, and firing them. */
public final class TriggerEndpoints {
  private static final String TRIGGERS = Api.NAMESPACE + "/triggers";

  private final EntityStore store;
  private final TriggerFire fire;
  private final Throttle throttle;
  private final Misbehaviour misbehaviour;

  public TriggerEndpoints(
      EntityStore store, TriggerFire fire, Throttle throttle, Misbehaviour misbehaviour) {
    this.store = store;
    this.fire = fire;
    this.throttle = throttle;
    this.misbehaviour = misbehaviour;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", TRIGGERS, Api.collection(this::list))
        .add("GET", TRIGGERS + "/", Api.collection(this::list))
        .add("PUT", TRIGGERS + "/{name}", Api.entity(this::put))
        .add("GET", TRIGGERS + "/{name}", Api.entity(this::get))
        .add("DELETE", TRIGGERS + "/{name}", Api.entity(this::delete))
        .add(
            "POST", TRIGGERS + "/{name}", new FaultyEndpoint(misbehaviour, Api.entity(this::fire)));
  }

  private Reply list(Request request, String namespace) {
    return Listing.of(
        request,
        "triggers",
        store.list(WhiskTrigger.class, t -> t.id().namespace().equals(namespace)));
  }

  private Reply get(Request request, QualifiedName id) {
    return Reply.json(200, store.get(id, WhiskTrigger.class).toJson());
  }

  private Reply delete(Request request, QualifiedName id) {
    return Reply.json(200, store.remove(id, WhiskTrigger.class, t -> true).toJson());
  }

  private Reply put(Request request, QualifiedName id) {
    boolean overwrite = request.flag("overwrite", false);
    Api.requireJson(request);
    ObjectNode body = JsonBody.object(request.body());
    WhiskTrigger stored =
        store.put(
            id,
            WhiskTrigger.class,
            present -> {
              if (present.isPresent() && !overwrite) {
                throw ApiException.of(409, "resource already exists");
              }
              return merged(id, present, body);
            });
    return Reply.json(200, stored.toJson());
  }

  private static WhiskTrigger merged(
      QualifiedName id, Optional<WhiskTrigger> old, ObjectNode body) {
    return new WhiskTrigger(
        id,
        ParametersReader.version(body)
            .orElseGet(() -> old.map(t -> t.version().next()).orElse(SemVer.FIRST)),
        ParametersReader.parameters(body)
            .orElseGet(() -> old.map(WhiskTrigger::parameters).orElse(List.<Parameter>of())),
        ParametersReader.annotations(body)
            .orElseGet(() -> old.map(WhiskTrigger::annotations).orElse(List.<Parameter>of())),
        old.map(WhiskTrigger::rules).orElse(Map.of()),
        ParametersReader.publish(body)
            .orElseGet(() -> old.map(WhiskTrigger::publish).orElse(false)),
        System.currentTimeMillis());
  }

  private Reply fire(Request request, QualifiedName id) {
    throttle.fire(request.caller().namespace());
    ObjectNode payload = Bodies.payload(request);
    WhiskTrigger trigger = store.get(id, WhiskTrigger.class);
    if (!trigger.hasActiveRule()) {
      return Reply.empty(204);
    }
    String activationId = fire.fire(trigger, payload, request);
    return Reply.json(202, Json.object().put("activationId", activationId))
        .with(InvokeEndpoint.ACTIVATION_ID, activationId);
  }
}
