package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.magics.Workbench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %timings}: a run's attempts as a table. */
@Command(
    description = "A table with a row for each attempt of a run; times in ms since the run began.",
    footer = {"", "Java: Table timings = run.table()"})
public final class TimingsMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The id of a run or a Java variable; the last run if left out.")
  String run;

  public TimingsMagic(Workbench workbench) {
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
  public Object run(MagicCall call) {
    return Runs.find(run, workbench, call.session()).table();
  }
}
