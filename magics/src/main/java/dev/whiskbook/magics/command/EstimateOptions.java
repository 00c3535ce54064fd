package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.FanOut;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Until;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What a fan-out makes of its results as they come, and when they come to an end. */
final class EstimateOptions {
  private static final String NEWEST = "";
  // By chance the two differ by less than that; a sum or a maximum does not.
  private static final int HALF_WIDTHS = 3;

  @Option(
      names = "--reduce",
      arity = "0..1",
      paramLabel = "METHOD",
      fallbackValue = NEWEST,
      description = {
        "Reduces while results come: shows the mean of the number, or the first one in the record, that",
        "METHOD (as for %%reduce; the last reducer cell if left out) makes of single results, with its",
        "confidence interval, each action number once. In the end all are reduced in action order, as by",
        "%%reduce."
      })
  String reduce;

  @Option(
      names = "--until",
      paramLabel = "CI",
      description = {
        "With --reduce: begins no further action once half the interval is below a number, 'ci<1e-4',",
        "or a share of the estimate, 'ci<0.1%%', of 30 results or more; actions under way are waited for.",
        "Mind that an interval at which one stops because it is narrow holds the true value less often than",
        "its confidence says, and that results which come first may differ from those that take longer. For",
        "a figure to publish, choose N beforehand."
      })
  String until;

  @Option(names = "--confidence", paramLabel = "C", description = "Of the interval (0.95).")
  Double confidence;

  private Function<List<JsonNode>, ?> reducer;

  /** The fan-out with this estimate. */
  FanOut applyTo(FanOut plain, Workbench workbench, Session session) {
    if (reduce == null) {
      if (until != null || confidence != null) {
        throw new MagicException(
            "%s says when an estimate is good enough; --reduce METHOD says of what."
                .formatted(until != null ? "--until" : "--confidence"));
      }
      return plain;
    }
    reducer = reducer(workbench, session);
    FanOut fanOut = plain.estimate(this::ofSingle);
    fanOut = until().map(fanOut::until).orElse(fanOut);
    return confidence == null ? fanOut : fanOut.confidence(confidence);
  }

  /** When the estimate is good enough, if it is to be. */
  Optional<Until> until() {
    return Optional.ofNullable(until).map(Until::parse);
  }

  /** Of a run that is resumed there is no estimate, but a reduction at its end. */
  void forResumed(Workbench workbench, Session session) {
    if (until != null || confidence != null) {
      throw new MagicException(
          "%s is for a fan-out from its beginning: a run that is resumed is done to its end."
              .formatted(until != null ? "--until" : "--confidence"));
    }
    if (reduce != null) {
      reducer = reducer(workbench, session);
    }
  }

  private Function<List<JsonNode>, ?> reducer(Workbench workbench, Session session) {
    return reduce.equals(NEWEST)
        ? workbench.reducer().orElseThrow(ReduceMagic::nothingDefined)
        : JavaReducers.find(reduce, session);
  }

  private double ofSingle(JsonNode result) {
    return Estimates.of(reducer.apply(List.of(result))).value();
  }

  /** Reduces in action order, shows what came of it, and says if it is not what was estimated. */
  void finish(Run run, MagicCall call) throws InterruptedException {
    if (reducer == null) {
      return;
    }
    Object reduced = Reducing.apply(run, reducer, call);
    call.output().display(call.session().renderers().render(reduced), Optional.empty());
    if (run.estimate().isPresent()) {
      warnIfOther(run.estimate().get(), Estimates.of(reduced).value(), call);
    }
  }

  private static void warnIfOther(Estimate estimate, double reduced, MagicCall call) {
    double rounding = 1e-9 * Math.abs(reduced);
    if (Math.abs(reduced - estimate.mean()) > HALF_WIDTHS * estimate.halfWidth() + rounding) {
      call.output().stream(
          StreamName.STDERR,
          "The reducer gives %s of all results. The running estimate was the mean of what it gives of single ones, %s, which is something else.\n"
              .formatted(reduced, estimate));
    }
  }
}
