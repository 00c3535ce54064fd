package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.show.ProgressDisplay;
import dev.whiskbook.whisk.FanOut;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunningFanOut;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Totals;
import dev.whiskbook.whisk.Whisk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** One fan-out on several targets at once: a run on each, and a table with a row for each. */
final class SideBySide {
  private final Workbench workbench;
  private final MagicCall call;

  SideBySide(Workbench workbench, MagicCall call) {
    this.workbench = workbench;
    this.call = call;
  }

  /** A run that goes on, with what belongs to it. */
  private record Going(Whisk client, ProgressDisplay progress, RunningFanOut running) {}

  /**
   * Runs it on each, and waits for all.
   *
   * @param configured the fan-out over the client of one target
   */
  Table run(List<Target> targets, String name, int n, Function<Whisk, FanOut> configured)
      throws InterruptedException {
    List<Going> all = new ArrayList<>();
    try {
      for (Target target : targets) {
        Whisk client = Whisk.connect(() -> target, workbench.journal());
        ProgressDisplay progress =
            new ProgressDisplay(call.output(), name + " on " + target.name(), n);
        RunningFanOut running;
        try {
          running = configured.apply(client).listener(progress).start(n);
        } catch (RuntimeException e) {
          progress.close();
          client.close();
          throw e;
        }
        all.add(new Going(client, progress, running));
      }
      List<Run> runs = new ArrayList<>();
      for (Going each : all) {
        Run run = each.running().await();
        each.progress().ended(run);
        workbench.add(run);
        runs.add(run);
      }
      return table(runs);
    } finally {
      for (Going each : all) {
        each.running().cancel();
        each.progress().close();
        each.client().close();
      }
    }
  }

  /** A row for each run; times are milliseconds, the median over attempts that gave a result. */
  static Table table(List<Run> runs) {
    StringColumn target = StringColumn.create("target");
    StringColumn id = StringColumn.create("run");
    IntColumn ok = IntColumn.create("ok");
    IntColumn failed = IntColumn.create("failed");
    IntColumn attempts = IntColumn.create("attempts");
    IntColumn cold = IntColumn.create("cold starts");
    DoubleColumn wall = DoubleColumn.create("wall s");
    DoubleColumn rate = DoubleColumn.create("activations/s");
    DoubleColumn median = DoubleColumn.create("median ms");
    for (Run run : runs) {
      Totals totals = run.totals();
      double seconds = run.wall().toNanos() / 1e9;
      target.append(run.target());
      id.append(run.id());
      ok.append(totals.ok());
      failed.append(totals.missing());
      attempts.append(totals.attempts());
      cold.append(totals.cold());
      wall.append(seconds);
      rate.append(totals.ok() / seconds);
      double[] times =
          run.attempts().stream()
              .filter(a -> a.runMs() >= 0)
              .mapToDouble(a -> a.seenMs() - a.submitMs())
              .toArray();
      median.append(DoubleColumn.create("ms", times).median());
    }
    return Table.create("side by side", target, id, ok, failed, attempts, cold, wall, rate, median);
  }
}
