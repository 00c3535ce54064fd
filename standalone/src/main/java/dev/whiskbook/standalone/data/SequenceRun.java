package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.ActivationResponse.Status;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.Sequence;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** One activation of a sequence, after {@code SequenceActions.scala}. */
final class SequenceRun {
  /** Actions run so far, over all sequences nested in the topmost one. */
  static final class Accounting {
    private final AtomicInteger actions = new AtomicInteger();
  }

  private final Activator activator;
  private final ActionLookup lookup;
  private final Call call;
  private final String activationId;
  private final Accounting accounting;

  SequenceRun(
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
  }

  /** Runs all parts, or up to the first that fails; its response is the sequence's. */
  Activation run(Sequence sequence) {
    var record = new PartsRecord(call, activationId);
    Payload payload = call.payload();
    ActivationResponse response = error("No component specified for the sequence.");
    for (QualifiedName name : sequence.components()) {
      var found = lookup.find(name);
      if (found.isEmpty()) {
        return record.ended(error("Sequence component does not exist."), false);
      }
      if (!lookup.mayInvoke(call.origin().namespace(), name)) {
        return record.ended(error("Sequence component is not accessible."), false);
      }
      var action = found.get().action();
      boolean nested = action.executable() instanceof Sequence;
      if (!nested && accounting.actions.incrementAndGet() > Sequence.MAX_ACTIONS) {
        return record.ended(error("Too many actions in the sequence."), false);
      }
      try {
        Activation part =
            Activator.await(
                activator.part(
                    call.part(found.get(), payload, activationId),
                    new Composition.Accounting(),
                    accounting));
        record.add(part);
        response = part.response();
      } catch (PartLostException e) {
        return record.ended(lost(e), false);
      }
      if (!response.isSuccess()) {
        break;
      }
      payload = Payload.ofResult(response.resultJson());
    }
    return record.ended(response, false);
  }

  private static ActivationResponse error(String message) {
    return ActivationResponse.error(Status.APPLICATION_ERROR, message, OptionalInt.empty());
  }

  private static ActivationResponse lost(PartLostException e) {
    return ActivationResponse.error(
        Status.WHISK_ERROR,
        "Timeout reached when retrieving activation %s for sequence component."
            .formatted(e.activationId()),
        OptionalInt.empty());
  }
}
