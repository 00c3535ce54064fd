package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Experiments;
import dev.whiskbook.magics.experiment.Workload;
import dev.whiskbook.magics.experiment.WorkloadExperiment;
import dev.whiskbook.magics.experiment.WorkloadResult;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %workload}: heavy actions, more and more at once. */
@Command(
    description = {
      "Runs heavy actions, n at once, and shows what each and all together get done in a second:",
      "cpu multiplies matrices (MFLOP/s) and builds binary trees; memory streams through arrays;",
      "network downloads an object from this machine, over a link of limited bandwidth; file writes",
      "and reads small files. The value is a WorkloadResult.",
      "",
      "On the embedded OpenWhisk JavaScript has neither network nor files unless it was started with",
      "--isolation process; so network and file are Python there, which runs in processes."
    },
    footer = {
      "",
      "Java: WorkloadResult result = Experiments.workload(whisk, Workload.CPU).n(1, 10, 100).run()"
    })
public final class WorkloadMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "KIND", description = "Of ${COMPLETION-CANDIDATES}.")
  Workload workload;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FACTOR",
      description = "n=RANGE, how many at once (1,10,100).")
  List<String> words = List.of();

  @Option(
      names = "--kind",
      paramLabel = "RUNTIME",
      description = "For network and file: python:3 (unless said otherwise) or nodejs:default.")
  String runtime;

  @Option(
      names = "--size",
      paramLabel = "MB",
      defaultValue = "4",
      description = "Size of the object to download (${DEFAULT-VALUE}).")
  double sizeMb;

  @Option(
      names = "--bandwidth",
      paramLabel = "MB/s",
      defaultValue = "100",
      description = "What all downloads share (${DEFAULT-VALUE}).")
  double bandwidthMb;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Another object to download, that the actions can reach.")
  URI url;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=N",
      description = {
        "Another number for the program: size, rounds; depth; elements; files, bytes."
      })
  Map<String, Long> parameters = new LinkedHashMap<>();

  public WorkloadMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "workload",
        WorkloadResult.class,
        () ->
            new CommandLine(new WorkloadMagic(workbench))
                .setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    Factors factors = Factors.of("%workload", words, Set.of("n"));
    WorkloadResult result =
        Experimenting.run(
            "%workload " + workload.name().toLowerCase(Locale.ROOT),
            call,
            listener -> {
              WorkloadExperiment experiment =
                  Experiments.workload(workbench.whisk(), workload)
                      .object(sizeMb, bandwidthMb)
                      .parameters(Map.copyOf(parameters))
                      .listener(listener);
              if (runtime != null) {
                experiment.kind(runtime);
              }
              if (url != null) {
                experiment.url(url);
              }
              if (factors.ranges().containsKey("n")) {
                experiment.n(factors.ranges().get("n"));
              }
              return experiment.run();
            });
    if (result.loads().stream().anyMatch(load -> load.each() > 0)) {
      call.session().renderers().show(result.chart(), call.output());
    }
    return result;
  }
}
