package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Experiments;
import dev.whiskbook.magics.experiment.ThroughputExperiment;
import dev.whiskbook.magics.experiment.ThroughputResult;
import dev.whiskbook.magics.experiment.ThroughputResult.Way;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %throughput}: how many small activations come back in a second. */
@Command(
    description = {
      "Puts a load of many small activations on the target: blocking; non-blocking, with records",
      "gathered in lists; and polling for each record as the supercomputing orchestrator does. Each",
      "with logs off and on, interleaved. The value is a ThroughputResult."
    },
    footer = {
      "",
      "Java: ThroughputResult result = Experiments.throughput(whisk).count(1_000).concurrency(16, 64).run()"
    })
public final class ThroughputMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..*",
      paramLabel = "FACTOR",
      description = "concurrency=RANGE, how many in flight (64).")
  List<String> words = List.of();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Activations of each load (${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "3",
      description = "How often each load comes (${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--ways",
      paramLabel = "WAY",
      split = ",",
      defaultValue = "blocking,nonblocking,polling",
      description = "Of ${COMPLETION-CANDIDATES} (all).")
  List<Way> ways;

  @Option(
      names = "--logs",
      paramLabel = "MB",
      split = ",",
      defaultValue = "0,10",
      description = "Log limits; 0 collects none (${DEFAULT-VALUE}).")
  List<Integer> logs;

  @Option(
      names = "--poll",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Between two questions for a record when polling (${DEFAULT-VALUE}).")
  double pollSeconds;

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "S",
      defaultValue = "1",
      description = "Where the order comes from (${DEFAULT-VALUE}).")
  long seed;

  public ThroughputMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "throughput",
        ThroughputResult.class,
        () ->
            new CommandLine(new ThroughputMagic(workbench))
                .setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    Factors factors = Factors.of("%throughput", words, Set.of("concurrency"));
    ThroughputResult result =
        Experimenting.run(
            "%throughput",
            call,
            listener -> {
              ThroughputExperiment experiment =
                  Experiments.throughput(workbench.whisk())
                      .count(count)
                      .repeat(repeat)
                      .ways(ways.toArray(Way[]::new))
                      .logs(logs.toArray(Integer[]::new))
                      .poll(Duration.ofMillis(Math.round(pollSeconds * 1_000)))
                      .seed(seed)
                      .listener(listener);
              if (factors.ranges().containsKey("concurrency")) {
                experiment.concurrency(factors.ranges().get("concurrency"));
              }
              return experiment.run();
            });
    if (result.loads().stream().anyMatch(load -> load.perSecond().length > 0)) {
      call.session().renderers().show(result.chart(), call.output());
    }
    return result;
  }
}
