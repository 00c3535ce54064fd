package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Experiments;
import dev.whiskbook.magics.experiment.LatencyResult;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %latency}: how long no-ops take, cold or warm. */
@Command(
    description = {
      "Invokes a no-op again and again, one after the other, and shows P50, P90, P95 and P99 of the",
      "latency beside those published of OpenWhisk on Kubernetes. For cold starts the action is",
      "deployed anew each time; that is not part of the latency. The value is a LatencyResult."
    },
    footer = {"", "Java: LatencyResult result = Experiments.latency(whisk, false, 1_000)"})
public final class LatencyMagic implements Magic {

  private static final int WARM = 1_000;
  private static final int COLD = 100;

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      defaultValue = "warm",
      description = "cold or warm (${DEFAULT-VALUE}).")
  String kind;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many invocations (1000 warm, 100 cold; published: 10000).")
  Integer count;

  public LatencyMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return label.equals("KIND")
        ? Stream.of("cold", "warm").map(word -> new Completion(word, "value")).toList()
        : List.of();
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    if (!kind.equals("cold") && !kind.equals("warm")) {
      throw new MagicException("%latency is cold or warm, not " + kind + ".");
    }
    boolean cold = kind.equals("cold");
    int invocations = count != null ? count : cold ? COLD : WARM;
    LatencyResult result =
        Experimenting.run(
            "%latency " + kind,
            call,
            listener -> Experiments.latency(workbench.whisk(), cold, invocations, listener));
    if (result.seenMs().length > 0) {
      call.session().renderers().show(result.chart(), call.output());
    }
    return result;
  }
}
