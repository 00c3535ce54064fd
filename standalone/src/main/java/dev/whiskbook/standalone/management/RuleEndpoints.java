package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskRule;
import dev.whiskbook.standalone.entity.WhiskTrigger;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /namespaces/{ns}/rules}: rules, and switching them on and off. */
public final class RuleEndpoints {
  private static final String RULES = Api.NAMESPACE + "/rules";

  private final EntityStore store;
  private final ActionResolver resolver;

  public RuleEndpoints(EntityStore store, ActionResolver resolver) {
    this.store = store;
    this.resolver = resolver;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", RULES, Api.collection(this::list))
        .add("GET", RULES + "/", Api.collection(this::list))
        .add("PUT", RULES + "/{name}", Api.entity(this::put))
        .add("GET", RULES + "/{name}", Api.entity(this::get))
        .add("DELETE", RULES + "/{name}", Api.entity(this::delete))
        .add("POST", RULES + "/{name}", Api.entity(this::switchStatus));
  }

  private Reply list(Request request, String namespace) {
    return Listing.of(
        request, "rules", store.list(WhiskRule.class, r -> r.id().namespace().equals(namespace)));
  }

  private Reply get(Request request, QualifiedName id) {
    WhiskRule rule = store.get(id, WhiskRule.class);
    return Reply.json(200, rule.toJson(isActive(rule)));
  }

  private Reply delete(Request request, QualifiedName id) {
    return store.locked(
        () -> {
          WhiskRule rule = store.remove(id, WhiskRule.class, r -> true);
          unlink(rule);
          return Reply.json(200, rule.toJson(false));
        });
  }

  private Reply put(Request request, QualifiedName id) {
    boolean overwrite = request.flag("overwrite", false);
    Api.requireJson(request);
    ObjectNode body = JsonBody.object(request.body());
    Optional<QualifiedName> trigger = reference(body, "trigger", id.namespace());
    Optional<QualifiedName> action = reference(body, "action", id.namespace());
    trigger.ifPresent(t -> Api.requireOwner(request, t.namespace(), t.path()));
    action.ifPresent(a -> requireReadable(request, a));
    return store.locked(
        () -> {
          Optional<WhiskRule> old = store.find(id, WhiskRule.class);
          if (old.isPresent() && !overwrite) {
            throw ApiException.of(409, "resource already exists");
          }
          WhiskRule rule = merged(id, old, trigger, action, body);
          requireThere(rule);
          boolean active = old.isEmpty() || isActive(old.get());
          old.filter(o -> !o.trigger().equals(rule.trigger())).ifPresent(this::unlink);
          store.put(id, WhiskRule.class, present -> rule);
          link(rule, active);
          return Reply.json(200, rule.toJson(active));
        });
  }

  private static WhiskRule merged(
      QualifiedName id,
      Optional<WhiskRule> old,
      Optional<QualifiedName> trigger,
      Optional<QualifiedName> action,
      ObjectNode body) {
    return new WhiskRule(
        id,
        ParametersReader.version(body)
            .orElseGet(() -> old.map(r -> r.version().next()).orElse(SemVer.FIRST)),
        trigger.or(() -> old.map(WhiskRule::trigger)).orElseThrow(RuleEndpoints::incomplete),
        action.or(() -> old.map(WhiskRule::action)).orElseThrow(RuleEndpoints::incomplete),
        ParametersReader.annotations(body)
            .orElseGet(() -> old.map(WhiskRule::annotations).orElse(List.of())),
        ParametersReader.publish(body).orElseGet(() -> old.map(WhiskRule::publish).orElse(false)),
        System.currentTimeMillis());
  }

  private Reply switchStatus(Request request, QualifiedName id) {
    Api.requireJson(request);
    boolean active = requestedStatus(JsonBody.object(request.body()));
    return store.locked(
        () -> {
          WhiskRule rule = store.get(id, WhiskRule.class);
          boolean now = isActive(rule);
          if (now != active) {
            if (store.find(rule.trigger(), WhiskTrigger.class).isEmpty()) {
              throw ApiException.of(404, "Only rules with existing triggers can be activated");
            }
            unlink(rule);
            link(rule, active);
          }
          return Reply.text(200, "OK");
        });
  }

  private static boolean requestedStatus(ObjectNode body) {
    JsonNode status = body.path("status");
    if (status.isMissingNode()) {
      throw ApiException.badContent("key not found: status");
    }
    return switch (status.asString("")) {
      case "active" -> true;
      case "inactive" -> false;
      default ->
          throw ApiException.badContent(
              "%s is not a recognized rule state".formatted(status.asString(status.toString())));
    };
  }

  private boolean isActive(WhiskRule rule) {
    return store
        .find(rule.trigger(), WhiskTrigger.class)
        .map(t -> t.rules().get(rule.id().path()))
        .filter(WhiskTrigger.Link::active)
        .isPresent();
  }

  private void link(WhiskRule rule, boolean active) {
    var link = new WhiskTrigger.Link(rule.action(), active);
    store.adjust(
        rule.trigger(),
        WhiskTrigger.class,
        t ->
            t.withRules(
                rules -> {
                  rules.put(rule.id().path(), link);
                  return rules;
                }));
  }

  private void unlink(WhiskRule rule) {
    store.adjust(
        rule.trigger(),
        WhiskTrigger.class,
        t ->
            t.withRules(
                rules -> {
                  rules.remove(rule.id().path());
                  return rules;
                }));
  }

  private void requireThere(WhiskRule rule) {
    if (store.find(rule.trigger(), WhiskTrigger.class).isEmpty()) {
      throw ApiException.of(400, "trigger /%s does not exist".formatted(rule.trigger()));
    }
    if (resolver.find(rule.action()).isEmpty()) {
      throw ApiException.of(400, "action /%s does not exist".formatted(rule.action()));
    }
  }

  private void requireReadable(Request request, QualifiedName action) {
    String caller = request.caller().namespace();
    boolean foreign = !action.namespace().equals(caller);
    if (foreign && !resolver.mayInvoke(caller, action)) {
      throw Api.forbidden(action.path());
    }
  }

  private static Optional<QualifiedName> reference(
      ObjectNode body, String field, String namespace) {
    JsonNode value = body.path(field);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(EntityReference.read(value, namespace));
  }

  private static ApiException incomplete() {
    return ApiException.of(400, "rule requires a valid trigger and a valid action");
  }
}
