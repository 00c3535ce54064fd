package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.monitor.Samples;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tech.tablesaw.api.Table;

/** {@code %monitor}: what this machine did, as {@code sar} tells it. */
@Command(
    description = {
      "Processors, memory and network of this machine over time, as sar has them: of the host, of",
      "this kernel's process and of the embedded OpenWhisk's. '%%monitor start' begins to take",
      "samples, '%%monitor stop' ends it and shows them; without either, those so far, or those taken",
      "during RUN. '%%%%monitor' samples while a cell runs, '%%fanout --monitor' while a fan-out does.",
      "What was taken during a run is stored with it in the journal.",
      "",
      "cpu is processors busy on average: 1 is one of them all the time. The server's is without the",
      "processes that containers of Python are, which the host's has. The last 14,400 samples are",
      "kept, an hour, in memory: write the table to a file to keep it."
    },
    footer = {
      "",
      "Java: workbench.monitor().start(Monitor.EVERY); … ; workbench.monitor().stop()",
      "      Table table = workbench.samples(run).table(); Plots.cpu(run, …)"
    })
public final class MonitorMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The id of a run or a Java variable: samples on its time axis.")
  String run;

  private MonitorMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic with its subcommands. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "monitor",
        Table.class,
        () ->
            new CommandLine(new MonitorMagic(workbench))
                .addSubcommand("start", new Start(workbench))
                .addSubcommand("stop", new Stop(workbench)));
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return label.equals("RUN") ? Candidates.runs(workbench) : List.of();
  }

  @Override
  public Object run(MagicCall call) {
    if (run != null) {
      try {
        Samples samples = workbench.samples(Runs.find(run, workbench, call.session()));
        return Monitoring.show(samples, call);
      } catch (IllegalArgumentException e) {
        throw new MagicException("%monitor: " + e.getMessage(), e);
      }
    }
    return Monitoring.show(
        workbench
            .monitor()
            .samples()
            .orElseThrow(
                () ->
                    new MagicException(
                        "Nothing was sampled yet: '%monitor start' begins to, '%%monitor' does while a cell runs.")),
        call);
  }

  /** {@code %monitor start}. */
  @Command(
      name = "start",
      description = "Begins to take samples, until '%%monitor stop' or the end of the session.",
      footer = {"", "Java: workbench.monitor().start(Duration.ofMillis(250))"})
  static final class Start implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Mixin SamplingOptions options;

    Start(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) {
      boolean begun = Monitoring.start(workbench, options.every());
      call.output().stream(
          StreamName.STDOUT,
          begun
              ? "Samples are taken every %,d ms, until '%%monitor stop'.%n"
                  .formatted(options.everyMs)
              : "Samples are taken already, as often as before; '%monitor stop' ends that.\n");
      return null;
    }
  }

  /** {@code %monitor stop}. */
  @Command(
      name = "stop",
      description = "Takes no more samples, and shows those since '%%monitor start'.",
      footer = {"", "Java: workbench.monitor().stop(); workbench.monitor().samples()"})
  static final class Stop implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    Stop(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public Object run(MagicCall call) {
      Monitor monitor = workbench.monitor();
      if (!monitor.stop()) {
        throw new MagicException("No samples are being taken: '%monitor start' begins to.");
      }
      return Monitoring.show(monitor.samples().orElseThrow(), call);
    }
  }
}
