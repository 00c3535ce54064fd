package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.StandaloneStatus;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code %whisk standalone}: looks into the embedded OpenWhisk. */
@Command(
    description = {
      "The pool, counters and queues of the embedded OpenWhisk, or of one that runs as",
      "'whiskbook serve', with a row for each container."
    },
    footer = {"", "Java: StandaloneStatus status = whisk.standalone().status()"})
public final class StandaloneMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  private StandaloneMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic with its subcommand. */
  static CommandLine commandLine(Workbench workbench) {
    return new CommandLine(new StandaloneMagic(workbench)).addSubcommand("set", new Set(workbench));
  }

  @Override
  public Object run(MagicCall call) {
    try {
      return workbench.whisk().standalone().status();
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  /** {@code %whisk standalone set}. */
  @Command(
      name = "set",
      description = {
        "Simulates published latencies, or injects faults, from the next request on.",
        "What is simulated is labelled so in records and results."
      },
      footer = {
        "",
        "Java: whisk.standalone().simulate(Optional.of(\"docker\"), Optional.of(\"p429=5%%,seed=1\"))"
      })
  static final class Set implements Magic {
    private final Workbench workbench;

    @Mixin HelpOption help;

    @Option(
        names = "--profile",
        paramLabel = "PROFILE",
        description = "Cold and warm latencies: docker, kubernetes, kubernetes-agent, or none.")
    String profile;

    @Option(
        names = "--chaos",
        paramLabel = "FAULTS",
        description = {
          "Faults, separated by commas, or none: cold=2s, p429=5%%, p5xx=2%%, lost=1%%, slow=2x@3%%,",
          "disconnect=1%%, truncate=0.5%%, duplicate=1%%, clockskew=3s, and seed=N to have them again."
        })
    String chaos;

    Set(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return label.equals("PROFILE")
          ? Stream.of("docker", "kubernetes", "kubernetes-agent", "none")
              .map(profile -> new Completion(profile, "latencies"))
              .toList()
          : List.of();
    }

    @Override
    public Object run(MagicCall call) {
      if (profile == null && chaos == null) {
        throw new MagicException(
            "%whisk standalone set: say what, --profile docker or --chaos p429=5%,slow=2x@3%; none ends it.");
      }
      try {
        StandaloneStatus.Settings now =
            workbench
                .whisk()
                .standalone()
                .simulate(Optional.ofNullable(profile), Optional.ofNullable(chaos));
        call.output().stream(
            StreamName.STDOUT,
            "Simulated from now on: profile %s, chaos %s.%n".formatted(now.profile(), now.chaos()));
        return null;
      } catch (WhiskException e) {
        throw new MagicException(e.getMessage(), e);
      }
    }
  }
}
