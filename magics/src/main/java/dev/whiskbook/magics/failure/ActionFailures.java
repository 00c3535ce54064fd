package dev.whiskbook.magics.failure;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Whisk;
import dev.whiskbook.whisk.WhiskException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds out why actions failed, from the records of their activations. */
public final class ActionFailures {

  /** Kinds of failures that are looked into: each costs a request. */
  private static final int LOOKED_INTO = 3;

  /**
   * A record may be written a moment after the result has come: pauses before it is asked again.
   */
  private static final long[] PAUSES_MS = {0, 100, 300, 1_000};

  private ActionFailures() {}

  /**
   * The failures of a run that the actions' own code is to blame for, alike ones together.
   *
   * @param source the cell that defines the run's action; empty if none does
   * @throws InterruptedException if the thread was interrupted while it waited for a record
   */
  public static List<ActionFailure> of(Run run, Optional<ActionSource> source, Whisk whisk)
      throws InterruptedException {
    record Kind(Status status, String error) {}
    Map<Kind, List<ActionResult>> kinds = new LinkedHashMap<>();
    for (ActionResult result : run.results()) {
      if (result.status() == Status.DEVELOPER_ERROR
          || result.status() == Status.APPLICATION_ERROR) {
        kinds
            .computeIfAbsent(new Kind(result.status(), result.error()), _ -> new ArrayList<>())
            .add(result);
      }
    }
    List<ActionFailure> failures = new ArrayList<>();
    for (var kind : kinds.entrySet()) {
      ActionResult example = kind.getValue().getFirst();
      boolean lookInto = failures.size() < LOOKED_INTO && !example.attempts().isEmpty();
      Optional<Activation> record =
          lookInto && source.isPresent()
              ? record(whisk, example.attempts().getLast().activationId())
              : Optional.empty();
      failures.add(
          new ActionFailure(
              kind.getKey().status(),
              kind.getKey().error(),
              kind.getValue().stream().map(ActionResult::i).toList(),
              record.map(found -> places(found, source.orElseThrow())).orElse(List.of())));
    }
    return failures;
  }

  /** Where in the cell an activation failed, as lines of a traceback; empty if it does not say. */
  public static List<String> places(Activation activation, ActionSource source) {
    return stack(activation).map(source::explain).orElse(List.of());
  }

  /**
   * The stack of a failed activation: of a rejected promise in its result, of what was thrown in
   * its logs.
   */
  public static Optional<ActionStack> stack(Activation activation) {
    JsonNode error = activation.result().path("error");
    String rejected = error.path("stack").asString(error.asString(""));
    return ActionStack.of(activation.name(), rejected.lines().toList())
        .or(() -> ActionStack.of(activation.name(), activation.logs()));
  }

  private static Optional<Activation> record(Whisk whisk, String id) throws InterruptedException {
    for (long pause : id.isEmpty() ? new long[0] : PAUSES_MS) {
      Thread.sleep(pause);
      try {
        return Optional.of(whisk.activation(id));
      } catch (WhiskException e) {
        if (e.problem() != WhiskException.Problem.NOT_FOUND) {
          return Optional.empty(); // the failure itself is known; where it was is an addition
        }
      }
    }
    return Optional.empty();
  }
}
