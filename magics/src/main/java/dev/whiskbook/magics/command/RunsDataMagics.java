package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Tables;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.data.RunDiff;
import dev.whiskbook.magics.show.ProgressDisplay;
import dev.whiskbook.whisk.Replay;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.WhiskException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code %runs} does with runs as data: compare, replay, give away and take back. */
final class RunsDataMagics {

  /** A replay takes no longer than this, unless a speed is given. */
  private static final double LONGEST_REPLAY_S = 10;

  private RunsDataMagics() {}

  static CommandLine addTo(CommandLine runs, Workbench workbench) {
    return runs.addSubcommand("diff", new Diff(workbench))
        .addSubcommand("replay", new Replayed(workbench))
        .addSubcommand("export", new Export(workbench))
        .addSubcommand("import", new Import(workbench));
  }

  private static List<Completion> runs(String label, Workbench workbench) {
    return label.equals("RUN") || label.equals("OTHER") ? Candidates.runs(workbench) : List.of();
  }

  /** {@code %runs diff A B}. */
  @Command(
      name = "diff",
      description = {
        "How two runs of the journal differ: what changed of code, arguments, limits, options, target",
        "and environment, and whether their times do, by the test of Mann and Whitney."
      },
      footer = {"", "Java: RunDiff.of(whisk.journal().get(), \"ID\", \"OTHER\")"})
  static final class Diff implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(index = "0", paramLabel = "RUN", description = "The earlier run.")
    String first;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "OTHER",
        description = "The later run; the last one if left out.")
    String second;

    Diff(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return runs(label, workbench);
    }

    @Override
    public Object run(MagicCall call) throws InterruptedException {
      Session session = call.session();
      try {
        return RunDiff.of(
            workbench.journal(),
            Runs.find(first, workbench, session).id(),
            Runs.find(second, workbench, session).id());
      } catch (WhiskException e) {
        throw new MagicException(e.getMessage(), e);
      }
    }
  }

  /** {@code %runs replay RUN}. */
  @Command(
      name = "replay",
      description = {
        "Shows a run of the journal once more as it went, without any OpenWhisk. The value is the",
        "Run, which is the last run from now on: it can be reduced, plotted and compared."
      },
      footer = {"", "Java: Replay.of(run).play(1, listener)"})
  static final class Replayed implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(
        arity = "0..1",
        paramLabel = "RUN",
        description = "The id of a run or a Java variable; the last run if left out.")
    String id;

    @Option(
        names = "--speed",
        paramLabel = "X",
        description = "How many times as fast; else as fast as it was, but in 10 s at the most.")
    Double speed;

    Replayed(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return runs(label, workbench);
    }

    @Override
    public Object run(MagicCall call) throws InterruptedException {
      Run run = Runs.find(id, workbench, call.session());
      double times =
          speed != null ? speed : Math.max(1, run.wall().toMillis() / 1e3 / LONGEST_REPLAY_S);
      try (ProgressDisplay progress = new ProgressDisplay(call.output(), run.action(), run.n())) {
        Replay.of(run).play(times, progress);
        progress.ended(run);
      } catch (IllegalArgumentException e) {
        throw new MagicException("%runs replay: " + e.getMessage(), e);
      }
      workbench.add(run);
      return run;
    }
  }

  /** {@code %runs export RUN FILE}. */
  @Command(
      name = "export",
      description = {
        "Writes a run into a file. As .json with its action, arguments, attempts and results, for",
        "'%%runs import'; as .csv or .parquet the table of its attempts, or of its results with --results."
      },
      footer = {
        "",
        "Java: whisk.journal().get().exportRun(\"ID\", Path.of(\"run.json\"));",
        "      Tables.write(run.table(), Path.of(\"run.csv\"))"
      })
  static final class Export implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(
        index = "0",
        paramLabel = "RUN",
        description = "The id of a run or a Java variable.")
    String id;

    @Parameters(index = "1", paramLabel = "FILE", description = "Ends in .json, .csv or .parquet.")
    Path file;

    @Option(names = "--results", description = "The results instead of the attempts.")
    boolean results;

    Export(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return runs(label, workbench);
    }

    @Override
    public Object run(MagicCall call) {
      Run run = Runs.find(id, workbench, call.session());
      try {
        if (file.toString().endsWith(".json") && !results) {
          workbench.journal().exportRun(run.id(), file);
        } else {
          Tables.write(results ? run.results().table() : run.table(), file);
        }
      } catch (WhiskException | IllegalArgumentException e) {
        throw new MagicException("%runs export: " + e.getMessage(), e);
      } catch (UncheckedIOException e) {
        throw new MagicException("%%runs export: %s cannot be written: %s".formatted(file, e), e);
      }
      call.output().stream(
          StreamName.STDOUT, "Run %s is in %s.\n".formatted(run.id(), file.toAbsolutePath()));
      return null;
    }
  }

  /** {@code %runs import FILE}. */
  @Command(
      name = "import",
      description = {
        "Takes a run that '%%runs export' wrote as .json into the journal. The value is the Run, which",
        "is the last run from now on."
      },
      footer = {"", "Java: String id = whisk.journal().get().importRun(Path.of(\"run.json\"))"})
  static final class Import implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(paramLabel = "FILE", description = "A file that '%%runs export' wrote.")
    Path file;

    Import(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) {
      try {
        Run run = workbench.journal().run(workbench.journal().importRun(file));
        workbench.add(run);
        return run;
      } catch (WhiskException e) {
        throw new MagicException("%runs import: " + e.getMessage(), e);
      }
    }
  }
}
