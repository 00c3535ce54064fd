package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.whisk.Reduction;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.js.JsException;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The application of a reducer, and what the user is told about it. */
final class Reducing {

  private Reducing() {}

  /**
   * Reduces a run and says what it had to do without.
   *
   * @return the reducer's value; a JSON number, text or boolean as the Java one
   * @throws MagicException if the reducer failed; the run is as it was
   */
  static Object apply(Run run, Function<List<JsonNode>, ?> reducer, MagicCall call)
      throws InterruptedException {
    Reduction<Object> reduction;
    try {
      reduction = run.reduce(reducer);
    } catch (JsException | IllegalStateException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(
            "The reducer was interrupted; run %s is kept.".formatted(run.id()));
      }
      throw new MagicException("%s Run %s is kept.".formatted(sentence(e), run.id()), e);
    }
    // What a run did without on purpose is no news.
    boolean expected =
        run.state() == RunState.CONVERGED
            && reduction.missing().stream().allMatch(m -> m.status() == Status.CANCELLED);
    reduction
        .warning()
        .filter(_ -> !expected)
        .ifPresent(w -> call.output().stream(StreamName.STDERR, w + "\n"));
    return plain(reduction.value());
  }

  /** A JSON number, text or boolean as the Java one; anything else as it is. */
  static Object plain(Object value) {
    return value instanceof JsonNode json ? scalar(json) : value;
  }

  private static Object scalar(JsonNode json) {
    return switch (json.getNodeType()) {
      case NUMBER -> json.numberValue();
      case STRING -> json.stringValue();
      case BOOLEAN -> json.booleanValue();
      case NULL -> null;
      default -> json;
    };
  }

  private static String sentence(Exception e) {
    return e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
  }
}
