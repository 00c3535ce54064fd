package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Standalone;
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
        "Simulates published latencies, injects faults, or lets actions have their answers cached,",
        "from the next request on. What is simulated is labelled so in records and results."
      },
      footer = {
        "",
        "Java: whisk.standalone().simulate(Optional.of(\"docker\"), Optional.of(\"p429=5%%,seed=1\"))",
        "      whisk.standalone().responseCache(true)"
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

    @Option(
        names = "--response-cache",
        paramLabel = "ON|OFF",
        description = {
          "on: a call is answered again without a run, as long as its action has said by a field",
          "\"Cache-Control\": \"max-age=SECONDS\" of its result. OpenWhisk has no such cache."
        })
    String responseCache;

    Set(Workbench workbench) {
      this.workbench = workbench;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return switch (label) {
        case "PROFILE" ->
            completions("latencies", "docker", "kubernetes", "kubernetes-agent", "none");
        case "ON|OFF" -> completions("response cache", "on", "off");
        default -> List.of();
      };
    }

    private static List<Completion> completions(String what, String... values) {
      return Stream.of(values).map(value -> new Completion(value, what)).toList();
    }

    @Override
    public Object run(MagicCall call) {
      boolean simulated = profile != null || chaos != null;
      if (!simulated && responseCache == null) {
        throw new MagicException(
            "%whisk standalone set: say what, --profile docker or --chaos p429=5%,slow=2x@3%, where none ends it, or --response-cache on.");
      }
      if (responseCache != null && !responseCache.equals("on") && !responseCache.equals("off")) {
        throw new MagicException(
            "%%whisk standalone set: --response-cache is on or off, not '%s'."
                .formatted(responseCache));
      }
      try {
        Standalone standalone = workbench.whisk().standalone();
        if (simulated) {
          StandaloneStatus.Settings now =
              standalone.simulate(Optional.ofNullable(profile), Optional.ofNullable(chaos));
          say(
              call,
              "Simulated from now on: profile %s, chaos %s.".formatted(now.profile(), now.chaos()));
        }
        if (responseCache != null) {
          boolean on = standalone.responseCache(responseCache.equals("on")).responseCache();
          say(call, "Response cache from now on: %s.".formatted(on ? "on" : "off"));
        }
        return null;
      } catch (WhiskException e) {
        throw new MagicException(e.getMessage(), e);
      }
    }

    private static void say(MagicCall call, String sentence) {
      call.output().stream(StreamName.STDOUT, sentence + "\n");
    }
  }
}
