package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Run;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code %reduce}: reduces a run's results with a Java method, or with the last reducer cell. */
@Command(
    description = "Reduces the results of the last run, in action order, each counted once.",
    footer = {
      "",
      "Java: run.reduce(Hits.class, hits -> estimate(hits)).value()",
      "      whisk.reduction(action).of(run).value()"
    })
public final class ReduceMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Mixin ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "METHOD",
      description = {
        "A Java method that takes a List of records, maps, numbers or JsonNode, or a variable that",
        "holds such a Function, or a quoted lambda over a List<JsonNode>, such as 'r -> r.size()'.",
        "Without it, the last reducer cell or loaded config file. With --on-cluster, an action that",
        "reduces, or the last reducer cell."
      })
  String method;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Another run than the last: its id, or a Java variable.")
  String run;

  public ReduceMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "RUN" -> Candidates.runs(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    Run reduced = Runs.find(run, workbench, call.session());
    if (cluster.isWanted()) {
      return cluster.reduce(method, reduced, workbench, call);
    }
    Function<List<JsonNode>, ?> reducer =
        method == null
            ? workbench.reducer().orElseThrow(ReduceMagic::nothingDefined)
            : JavaReducers.find(method, call.session());
    workbench.logTo(call.output());
    return Reducing.apply(reduced, reducer, call);
  }

  static MagicException nothingDefined() {
    return new MagicException(
        "There is no reducer yet: name a Java method, %reduce METHOD, or write one in JavaScript in a %%reduce cell.");
  }
}
