package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationAnnotations;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Grows into the record of a sequence or composition while its parts run. One thread uses it. */
final class PartsRecord {
  private final Call call;
  private final String activationId;
  private final long startMs = System.currentTimeMillis();
  private final List<String> parts = new ArrayList<>();
  private long durationMs;

  PartsRecord(Call call, String activationId) {
    this.call = call;
    this.activationId = activationId;
  }

  void add(Activation part) {
    parts.add(part.activationId());
    durationMs += part.span().durationMs().orElse(0);
  }

  Activation ended(ActivationResponse response, boolean conductor) {
    boolean topmost = call.origin().cause().isEmpty();
    var annotations =
        ActivationAnnotations.of(
            call.action(), Sequence.KIND, Math.max(0, startMs - call.receivedMs()));
    annotations.add("topmost", topmost).causedBy(call.origin().cause());
    call.origin().binding().ifPresent(b -> annotations.add("binding", b));
    if (conductor) {
      annotations.add("conductor", true);
    }
    long endMs = System.currentTimeMillis();
    return new Activation(
        activationId,
        Activation.Invoked.action(call.origin().namespace(), call.action()),
        new Activation.Span(startMs, OptionalLong.of(endMs), OptionalLong.of(durationMs)),
        call.origin().cause(),
        annotations.list(),
        response,
        List.copyOf(parts),
        Activation.Notes.NONE);
  }
}
