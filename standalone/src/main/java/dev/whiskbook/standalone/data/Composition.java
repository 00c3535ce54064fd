package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.ActivationResponse.Status;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.Sequence;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One activation of a conductor action, after {@code docs/conductors.md} and {@code
 * PrimitiveActions.scala}: the conductor says what runs next and is asked again with its result,
 * until it names no action.
 */
final class Composition {
  /** Counts over a composition and those nested in it. One thread at a time uses it. */
  static final class Accounting {
    private int components;
    private int conductors;
  }

  private static final int MAX_CONDUCTORS = 2 * Sequence.MAX_ACTIONS + 1;
  private static final String TOO_LONG = "Too many actions in the composition.";

  private final Activator activator;
  private final ActionLookup lookup;
  private final Call call;
  private final String activationId;
  private final Accounting accounting;
  private final PartsRecord record;
  private Optional<ObjectNode> state = Optional.empty();

  Composition(
      Activator activator,
      ActionLookup lookup,
      Call call,
      String activationId,
      Accounting accounting) {
    this.activator = activator;
    this.lookup = lookup;
    this.call = call;
    this.activationId = activationId;
    this.accounting = accounting;
    this.record = new PartsRecord(call, activationId);
  }

  Activation run() {
    try {
      return record.ended(conduct(), true);
    } catch (PartLostException e) {
      var lost =
          "Timeout reached when retrieving activation %s during composition."
              .formatted(e.activationId());
      return record.ended(
          ActivationResponse.error(Status.WHISK_ERROR, lost, OptionalInt.empty()), true);
    }
  }

  private ActivationResponse conduct() throws PartLostException {
    Payload payload = call.payload();
    while (accounting.conductors < MAX_CONDUCTORS) {
      accounting.conductors++;
      Activation step = runConductor(withState(payload));
      record.add(step);
      JsonNode result = Json.MAPPER.readTree(step.response().resultJson());
      Optional<ObjectNode> params = boxed(result, "params", "value");
      state = boxed(result, "state", "state");
      JsonNode next = result.path("action");
      if (next.isMissingNode()) {
        String end = params.<JsonNode>map(p -> p).orElse(result).toString();
        return new ActivationResponse(step.response().status(), end, OptionalInt.empty());
      }
      payload = next(next, params);
    }
    return ActivationResponse.error(Status.APPLICATION_ERROR, TOO_LONG, OptionalInt.empty());
  }

  /** The conductor itself is code like any other, and must not be taken for a composition again. */
  private Activation runConductor(Payload payload) throws PartLostException {
    var own = new ActionLookup.Found(plain(call.action()), call.origin().binding());
    return Activator.await(
        activator.part(
            call.part(own, payload, activationId),
            new Composition.Accounting(),
            new SequenceRun.Accounting()));
  }

  /**
   * What the conductor is asked with next: the result of what it named, or why that did not run.
   */
  private Payload next(JsonNode named, Optional<ObjectNode> params) throws PartLostException {
    Optional<QualifiedName> name = resolve(named);
    if (name.isEmpty()) {
      return error(
          "Failed to parse action name from json value %s during composition.".formatted(named));
    }
    if (accounting.components >= Sequence.MAX_ACTIONS) {
      return error(TOO_LONG);
    }
    QualifiedName action = name.get();
    if (!lookup.mayInvoke(call.origin().namespace(), action)) {
      return error(
          "Failed entitlement check for action with name '%s' during composition."
              .formatted(action));
    }
    var found = lookup.find(action);
    if (found.isEmpty()) {
      return error("Failed to resolve action with name '%s' during composition.".formatted(action));
    }
    accounting.components++;
    Payload given = params.map(Payload::of).orElse(Payload.EMPTY);
    Activation part =
        Activator.await(
            activator.part(
                call.part(found.get(), given, activationId),
                accounting,
                new SequenceRun.Accounting()));
    record.add(part);
    return Payload.ofResult(part.response().resultJson());
  }

  /**
   * A bare name, {@code /_/action}, {@code /namespace/package/action} or {@code package/action}.
   */
  private Optional<QualifiedName> resolve(JsonNode named) {
    if (!named.isString() || named.stringValue().isEmpty()) {
      return Optional.empty();
    }
    String text = named.stringValue();
    String own = call.origin().namespace();
    if (text.startsWith("/")) {
      return QualifiedName.parse(text, own);
    }
    return QualifiedName.parse("/_/" + text, own);
  }

  private Payload withState(Payload payload) {
    if (state.isEmpty() || !(payload.json() instanceof ObjectNode object)) {
      return payload;
    }
    var merged = object.deepCopy();
    merged.setAll(state.get());
    return Payload.of(merged);
  }

  private static Payload error(String message) {
    return Payload.of(Json.object().put("error", message));
  }

  /** A field that is no object becomes one. */
  private static Optional<ObjectNode> boxed(JsonNode result, String field, String box) {
    JsonNode value = result.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(object);
    }
    var boxed = Json.object();
    boxed.set(box, value);
    return Optional.of(boxed);
  }

  private static WhiskAction plain(WhiskAction conductor) {
    Exec code = conductor.exec();
    return new WhiskAction(
        conductor.id(),
        conductor.version(),
        conductor.revision(),
        code,
        conductor.limits(),
        conductor.parameters(),
        conductor.annotations().stream().filter(a -> !a.key().equals("conductor")).toList(),
        conductor.publish(),
        conductor.updatedMs());
  }
}
