package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Prediction;
import dev.whiskbook.magics.experiment.Slowdown;
import dev.whiskbook.magics.experiment.WhatIf;
import dev.whiskbook.whisk.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tech.tablesaw.api.Table;

/** {@code %whatif}: a fan-out that is simulated from runs that were recorded. */
@Command(
    description = {
      "Simulates a fan-out from the times of recorded runs: what would n activations take, with so",
      "many containers, cold starts, throttles? Nothing is invoked; the output says simulated. If",
      "there are other runs of the action, they are predicted too, and the error is shown. The value",
      "is a Prediction."
    },
    footer = {
      "",
      "Java: Prediction p = WhatIf.from(run).n(100_000).containers(64).cold(Duration.ofSeconds(2)).run()"
    })
public final class WhatIfMagic implements Magic {

  private static final int CHECKED_RUNS = 10;
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s)");

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "1..*",
      paramLabel = "WHAT",
      description = {
        "n=100000, the activations; containers=64; cold=2s or cold=500ms, an initialisation;",
        "concurrency=256, requests in flight; warm=8, containers that are warm at the start;",
        "perminute=1000, a throttle; invokers=4, that the containers are split over; cores=16,",
        "processors that all that run share, for actions that compute (else each container has one of",
        "its own); recordedcores=2, those of the recorded runs if they are others. What is left out is",
        "as in the recorded runs."
      })
  List<String> words = List.of();

  @Option(
      names = "--runs",
      paramLabel = "RUN",
      split = ",",
      description = "The runs to draw from: ids or Java variables; the last one if left out.")
  List<String> runs = List.of();

  @Option(
      names = "--held-out",
      paramLabel = "RUN",
      split = ",",
      description = {
        "Runs to predict; if left out, the others of this notebook of the same action, up to 10."
      })
  List<String> heldOut = List.of();

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "S",
      defaultValue = "1",
      description = "Where the randomness comes from (${DEFAULT-VALUE}).")
  long seed;

  public WhatIfMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return label.equals("RUN") ? Candidates.runs(workbench) : List.of();
  }

  @Override
  public Object run(MagicCall call) {
    List<Run> from =
        runs.isEmpty()
            ? List.of(Runs.find(null, workbench, call.session()))
            : runs.stream().map(id -> Runs.find(id, workbench, call.session())).toList();
    try {
      WhatIf whatIf = WhatIf.from(from.toArray(Run[]::new)).seed(seed);
      words.forEach(word -> set(whatIf, word));
      Prediction prediction = whatIf.run();
      List<WhatIf.HeldOut> checked =
          others(from, call.session()).stream().map(whatIf::heldOut).toList();
      call.session().renderers().show(prediction.chart(), call.output());
      if (!checked.isEmpty()) {
        Table table = Prediction.heldOut(checked);
        call.output().display(call.session().renderers().render(table), Optional.empty());
        Stream.concat(
                checked.stream().map(WhatIf.HeldOut::why).filter(why -> !why.isEmpty()),
                slowdown(prediction, checked).map(Slowdown::toString).stream())
            .forEach(why -> call.output().stream(StreamName.STDOUT, why + "\n"));
      }
      return prediction;
    } catch (IllegalArgumentException e) {
      throw new MagicException("%whatif: " + e.getMessage(), e);
    }
  }

  /** The largest that a held-out run shows; none if the prediction speaks of one itself. */
  private static Optional<Slowdown> slowdown(Prediction prediction, List<WhatIf.HeldOut> checked) {
    return prediction.slowdown().isPresent()
        ? Optional.empty()
        : checked.stream()
            .flatMap(heldOut -> heldOut.slowdown().stream())
            .max(Comparator.comparingDouble(Slowdown::ratio));
  }

  private List<Run> others(List<Run> from, Session session) {
    if (!heldOut.isEmpty()) {
      return heldOut.stream().map(id -> Runs.find(id, workbench, session)).toList();
    }
    return workbench.runs().reversed().stream()
        .filter(run -> run.action().equals(from.getFirst().action()))
        .filter(run -> from.stream().noneMatch(used -> used.id().equals(run.id())))
        .filter(run -> !run.values().isEmpty())
        .limit(CHECKED_RUNS)
        .toList();
  }

  private static void set(WhatIf whatIf, String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = word.substring(equals + 1);
    switch (name) {
      case "n" -> whatIf.n(number(word, value));
      case "containers" -> whatIf.containers(number(word, value));
      case "concurrency" -> whatIf.concurrency(number(word, value));
      case "warm" -> whatIf.warm(number(word, value));
      case "perminute" -> whatIf.perMinute(number(word, value));
      case "invokers" -> whatIf.invokers(number(word, value));
      case "cores" -> whatIf.cores(processors(word, value));
      case "recordedcores" -> whatIf.recordedCores(processors(word, value));
      case "cold" -> whatIf.cold(duration(word, value));
      default ->
          throw new MagicException(
              "%%whatif %s: it knows n, containers, cold, concurrency, warm, perminute, invokers, cores and recordedcores."
                  .formatted(word));
    }
  }

  private static int number(String word, String value) {
    String digits = value.replace("_", "").replace(",", "");
    if (!digits.matches("\\d{1,9}")) {
      throw new MagicException("%%whatif %s: that is no whole number.".formatted(word));
    }
    return Integer.parseInt(digits);
  }

  private static double processors(String word, String value) {
    if (!value.matches("\\d{1,7}(\\.\\d{1,3})?")) {
      throw new MagicException(
          "%%whatif %s: processors are a number, as 4 or 1.5.".formatted(word));
    }
    return Double.parseDouble(value);
  }

  private static Duration duration(String word, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new MagicException("%%whatif %s: a time is written 2s, 1.5s or 500ms.".formatted(word));
    }
    double number = Double.parseDouble(matcher.group(1));
    double seconds = matcher.group(2).equals("s") ? number : number / 1e3;
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
