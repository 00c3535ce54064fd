package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.RunningFanOut;
import dev.whiskbook.whisk.WhiskException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tech.tablesaw.api.Table;

/** {@code %runs}: the runs in the journal, of this notebook and others, newest first. */
@Command(
    description = {
      "The runs in the journal, newest first: those of this notebook, of earlier ones, and of other",
      "notebooks. What is not done can be finished by '%%fanout --resume RUN'."
    },
    footer = {"", "Java: Table runs = whisk.journal().get().table()"})
public final class RunsMagic implements Magic {

  private static final Pattern AGE = Pattern.compile("(\\d{1,6}) ?(min|h|d)");

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Option(names = "--state", description = "Only runs that are ${COMPLETION-CANDIDATES}.")
  RunState state;

  @Option(names = "--action", paramLabel = "NAME", description = "Only runs of this action.")
  String action;

  @Option(names = "--target", paramLabel = "TARGET", description = "Only runs on this target.")
  String target;

  @Option(
      names = "--since",
      paramLabel = "AGE",
      description = "Only runs begun within this time: 30min, 12h, 7d.")
  String since;

  public RunsMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic, with what else can be done with runs. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "runs",
        Object.class,
        () ->
            RunsDataMagics.addTo(new CommandLine(new RunsMagic(workbench)), workbench)
                .addSubcommand("show", new Show(workbench))
                .addSubcommand("watch", new Watch(workbench))
                .addSubcommand("cancel", new Cancel(workbench))
                .addSubcommand("delete", new Delete(workbench))
                .setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "NAME" -> Candidates.actions(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) {
    try {
      Table runs = workbench.journal().table();
      if (state != null) {
        runs = runs.where(runs.stringColumn("state").equalsIgnoreCase(state.name()));
      }
      if (action != null) {
        runs = runs.where(runs.stringColumn("action").isEqualTo(action));
      }
      if (target != null) {
        runs = runs.where(runs.stringColumn("target").isEqualTo(target));
      }
      return since == null
          ? runs
          : runs.where(
              runs.dateTimeColumn("start")
                  .isAfter(LocalDateTime.now(ZoneId.systemDefault()).minus(age())));
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private Duration age() {
    Matcher age = AGE.matcher(since);
    if (!age.matches()) {
      throw new MagicException(
          "--since %s: it is a number with min, h or d, such as 12h.".formatted(since));
    }
    long number = Long.parseLong(age.group(1));
    return switch (age.group(2)) {
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** {@code %runs show RUN}: a run, with its results. */
  @Command(
      name = "show",
      description = "A run as its fan-out gave it; it can be reduced, plotted and compared.",
      footer = {"", "Java: Run run = whisk.journal().get().run(\"ID\")"})
  static final class Show implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(paramLabel = "RUN", description = "The id of a run; %%runs lists them.")
    String id;

    Show(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) {
      Run run = Runs.find(id, workbench, call.session());
      int samples = workbench.journal().sampleCount(run.id());
      if (samples > 0) {
        call.output().stream(
            StreamName.STDOUT,
            "%s of the machine %s taken meanwhile: '%%plot cpu %s' draws %s.\n"
                .formatted(
                    Numbers.count(samples, "sample"),
                    samples == 1 ? "was" : "were",
                    run.id(),
                    samples == 1 ? "it" : "them"));
      }
      return run;
    }
  }

  /** {@code %runs watch}: waits for a fan-out in the background. */
  @Command(
      name = "watch",
      description = {
        "Waits for a fan-out in the background; the value is its Run. Interrupting the cell ends the",
        "waiting, not the fan-out."
      },
      footer = {"", "Java: Run run = running.await()"})
  static final class Watch implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(
        arity = "0..1",
        paramLabel = "RUN",
        description = "The id of a run; the newest if left out.")
    String id;

    Watch(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) throws InterruptedException {
      try {
        return Background.find(id, workbench).await();
      } catch (WhiskException e) {
        throw new MagicException(e.getMessage(), e);
      }
    }
  }

  /** {@code %runs cancel}: ends a fan-out in the background. */
  @Command(
      name = "cancel",
      description = {
        "Ends a fan-out in the background: nothing more is invoked, what is done is kept, and",
        "'%%fanout --resume' can finish it. The value is the Run as far as it came."
      },
      footer = {"", "Java: running.cancel(); Run run = running.await()"})
  static final class Cancel implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(
        arity = "0..1",
        paramLabel = "RUN",
        description = "The id of a run; the newest if left out.")
    String id;

    Cancel(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) throws InterruptedException {
      RunningFanOut running = Background.find(id, workbench);
      running.cancel();
      return running.await();
    }
  }

  /** {@code %runs delete RUN}: forgets a run. */
  @Command(
      name = "delete",
      description = "Deletes a run, with its arguments and results, from the journal.",
      footer = {"", "Java: whisk.journal().get().delete(\"ID\")"})
  static final class Delete implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Parameters(paramLabel = "RUN", description = "The id of a run; %%runs lists them.")
    String id;

    Delete(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) {
      if (!workbench.journal().delete(id)) {
        throw new MagicException(
            "The journal has no run %s. '%%runs' lists those that it has.".formatted(id));
      }
      return null;
    }
  }
}
