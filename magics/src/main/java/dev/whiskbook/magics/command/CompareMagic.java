package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Comparison;
import dev.whiskbook.magics.experiment.ComparisonExperiment;
import dev.whiskbook.magics.experiment.Experiments;
import dev.whiskbook.whisk.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %compare}: the same action on several targets. */
@Command(
    description = {
      "Runs the same action with the same arguments and seeds on several targets, which take turns",
      "in random order, and shows how many times as long each takes as the first, with an interval.",
      "The value is a Comparison."
    },
    footer = {
      "",
      "Java: Comparison c = Experiments.compare(action).target(\"a\", () -> one).target(\"b\", () -> other).run()"
    })
public final class CompareMagic implements Magic {

  private static final String PROPERTIES = "wskprops:";

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "2..*",
      paramLabel = "TARGET",
      description = {
        "embedded; current: what the notebook talks to; wskprops: what wsk would use; wskprops:FILE;",
        "a name of '%%whisk target list'; or a Java variable with a Target. The first is what the",
        "others are compared with."
      })
  List<String> targets;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "The action; the newest if left out.")
  String action;

  @Option(
      names = {"-a", "--args"},
      paramLabel = "A",
      description = "As with %%fanout: a Java method, variable or args cell.")
  String args;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many actions in each run (${DEFAULT-VALUE}).")
  int n;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "10",
      description = "Runs on each target (${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "S",
      defaultValue = "1",
      description = "Where order and seeds come from (${DEFAULT-VALUE}).")
  long seed;

  public CompareMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "TARGET" ->
          Stream.of(
                  Candidates.targets(workbench),
                  List.of(new Completion("current", "value")),
                  Candidates.variables(session, "Target"))
              .flatMap(List::stream)
              .toList();
      case "ACTION" -> Candidates.defined(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    ComparisonExperiment experiment =
        Experiments.compare(Actions.defined(action, workbench, call.session()))
            .repeat(repeat)
            .seed(seed)
            .n(n);
    if (args != null) {
      experiment.fanOut(f -> ArgsGenerators.with(args, f, workbench, call.session()));
    } else {
      workbench.newestGenerator().ifPresent(g -> experiment.fanOut(f -> f.args(g)));
    }
    Comparison comparison =
        Experimenting.run(
            "%compare",
            call,
            listener -> {
              targets.forEach(name -> experiment.target(name, target(name, call.session())));
              return experiment.listener(listener).run();
            });
    if (comparison.sides().stream().anyMatch(side -> side.ms().length > 0)) {
      call.session().renderers().show(comparison.chart(), call.output());
    }
    return comparison;
  }

  private Supplier<Target> target(String name, Session session) {
    Targets known = workbench.targets();
    if (name.equals("embedded")) {
      return known::embedded;
    }
    if (name.equals("current")) {
      return fixed(known.get(), name);
    }
    if (name.startsWith(PROPERTIES)) {
      return fixed(configured(name), name);
    }
    Optional<Target> variable = Names.variable(name, Target.class, session);
    return fixed(variable.orElseGet(() -> known.named(name)), name);
  }

  private static Target configured(String name) {
    Path home = Path.of(System.getProperty("user.home"));
    String file = name.substring(PROPERTIES.length());
    return Target.resolve(Map.of("WSK_CONFIG_FILE", file), home)
        .orElseThrow(
            () -> new MagicException("%%compare %s: no target is configured.".formatted(name)));
  }

  private static Supplier<Target> fixed(Target target, String name) {
    Target named = target.withName(name);
    return () -> named;
  }
}
