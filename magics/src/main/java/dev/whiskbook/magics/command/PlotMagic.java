package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Plots;
import dev.whiskbook.magics.Workbench;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tech.tablesaw.api.Table;

/** {@code %plot}: a chart of a run, or of a table with a row for each run. */
@Command(
    description = {
      "A chart. timeline takes a run; precision and walltime take a table with a row for each run:",
      "columns n, error, standardError for the one, and n, wallMs for the other."
    },
    footer = {"", "Java: Plots.timeline(run), Plots.precision(table), Plots.wallTime(table)"})
public final class PlotMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "KIND", description = "timeline, precision or walltime.")
  String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "A run's id or a Java variable; for a timeline the last run if left out.")
  String data;

  public PlotMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "KIND" ->
          Stream.of("timeline", "precision", "walltime")
              .map(kind -> new Completion(kind, "value"))
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
    try {
      return switch (kind) {
        case "timeline" -> Plots.timeline(Runs.find(data, workbench, call.session()));
        case "precision" -> Plots.precision(table(call.session()));
        case "walltime" -> Plots.wallTime(table(call.session()));
        case "speedup" -> Plots.speedup(Plots.times(table(call.session())), List.of());
        case "efficiency" -> Plots.efficiency(Plots.times(table(call.session())), List.of());
        default ->
            throw new MagicException(
                "%plot knows timeline, precision and walltime, not " + kind + ".");
      };
    } catch (IllegalArgumentException e) {
      throw new MagicException("%plot: " + e.getMessage(), e);
    }
  }

  private Table table(Session session) {
    if (data == null) {
      throw new MagicException(
          "%%plot %s needs a table with a row for each run: %%plot %s TABLE".formatted(kind, kind));
    }
    return Names.variable(data, Table.class, session)
        .orElseThrow(
            () ->
                new MagicException(
                    "%%plot %s: %s is no variable that holds a table.".formatted(kind, data)));
  }
}
