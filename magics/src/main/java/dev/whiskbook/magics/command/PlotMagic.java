package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Workbench;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %plot}: a chart of a run, or of a table with a row for each run. */
@Command(
    description = {
      "A chart of a run, or of a table with a row for each run.",
      "Of a run:",
      "  timeline     what each container did when, and how many ran at once",
      "  latency      how long activations took: distribution and quantiles",
      "  concurrency  how many were in flight, waiting and running over time",
      "  containers   activations of each container, and which went where",
      "  cpu          processors that host, kernel and embedded server kept busy, if it was sampled",
      "  cost         memory times time as it adds up, used and billed",
      "  stragglers   the slowest of m, beside what theory lets one expect",
      "  convergence  the estimate as more results are taken into it",
      "Of a table:",
      "  precision    columns n, error, standardError",
      "  walltime, speedup, efficiency   columns n, wallMs"
    },
    footer = {"", "Java: Plots.timeline(run), Plots.precision(table), and so on"})
public final class PlotMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "KIND", description = "What to draw, as listed above.")
  String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "A run's id or a Java variable; the last run if left out.")
  String data;

  @Option(
      names = "--reduce",
      paramLabel = "METHOD",
      description =
          "convergence: a Java method or lambda that makes the estimate; the newest reducer if left out.")
  String reducer;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = {
        "convergence: which number of the reducer's value is the estimate; without a reducer, the",
        "results' field whose mean is the estimate."
      })
  String field;

  @Option(
      names = "--actual",
      paramLabel = "X",
      description = "convergence: what the estimate should come to: a number or a Java expression.")
  String actual;

  @Option(names = "--memory", paramLabel = "MB", description = "cost: instead of the action's own.")
  Integer memoryMb;

  @Option(
      names = "--price",
      paramLabel = "P",
      description = "cost: what a GB of memory costs for a second, instead of the run's own.")
  Double price;

  public PlotMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "KIND" ->
          Stream.of(PlotKind.values())
              .map(k -> new Completion(k.word(), "value", k.word() + " : of a " + k.of(), ""))
              .toList();
      case "DATA" ->
          Stream.concat(
                  Candidates.runs(workbench).stream(),
                  Candidates.variables(session, "Run", "Table").stream())
              .toList();
      default -> List.of();
    };
  }

  @Override
  public Chart run(MagicCall call) {
    PlotKind wanted =
        PlotKind.of(kind)
            .orElseThrow(
                () ->
                    new MagicException(
                        "%%plot knows %s, not %s.".formatted(PlotKind.words(), kind)));
    try {
      return wanted.chart(new PlotData(this, workbench, call));
    } catch (IllegalArgumentException e) {
      throw new MagicException("%plot: " + e.getMessage(), e);
    }
  }

  OptionalDouble actual(Session session) {
    return actual == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Names.number("%plot --actual", actual, session));
  }
}
