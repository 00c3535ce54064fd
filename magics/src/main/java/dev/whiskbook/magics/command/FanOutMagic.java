package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.failure.ActionFailure;
import dev.whiskbook.magics.failure.ActionFailures;
import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.plot.VegaSvg;
import dev.whiskbook.magics.show.ProgressDisplay;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.FanOut;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.OrchestratorConfig;
import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.RunSummary;
import dev.whiskbook.whisk.RunningFanOut;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import dev.whiskbook.whisk.WhiskException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %fanout}: invokes an action many times at once and gathers the results. */
@Command(
    description = {
      "Deploys the action if it changed, invokes it N times at once, each time with its own",
      "arguments, and gathers the results in action order. The value is a Run."
    },
    footer = {
      "",
      "Java: Run run = whisk.fanOut(action).args((i, n) -> Map.of(\"i\", i)).run(64)",
      "      whisk.fanOut(action).args(Args.product(\"size=1,2; mode=fast,exact\")).chunk(2).seed(1).run()",
      "      whisk.fanOut(action).estimate(r -> r.get(\"x\").doubleValue()).until(Until.halfWidth(1e-4)).run(10_000)"
    })
public final class FanOutMagic implements Magic {

  private static final String NEWEST = "newest";

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      description = {
        "How many actions: a number, or a Java variable that holds one. May be left out where the",
        "arguments tell (a list, a table, a file, combinations) or a loaded config file does."
      })
  String n;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = {
        "An action that a cell or a Java variable defines, or one that is on the server already;",
        "the newest one if left out."
      })
  String action;

  @Mixin ArgsOptions arguments = new ArgsOptions();

  @Mixin EstimateOptions estimate = new EstimateOptions();

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "C",
      description = "At most so many in flight; as many as the namespace allows if left out.")
  Integer concurrency;

  @Option(
      names = {"-r", "--retries"},
      paramLabel = "K",
      description = "Further attempts after failures that are OpenWhisk's or the connection's (3).")
  Integer retries;

  @Option(
      names = "--retry-on",
      paramLabel = "END",
      split = ",",
      description = {
        "After which ends of an attempt another is made: ${COMPLETION-CANDIDATES}. Left out: whisk,",
        "connection, which is safe for actions without side effects."
      })
  Set<RetryOn> retryOn;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description = "How long one action number may take, further attempts and waits included.")
  Double deadlineSeconds;

  @Option(
      names = "--blocking",
      negatable = true,
      fallbackValue = "true",
      description = {
        "Whether invocations wait for their results, or only begin activations whose records are",
        "gathered then; what suits the action if left out."
      })
  Boolean blocking;

  @Option(
      names = "--speculate",
      description = {
        "Gives stragglers a second attempt: once 95 %% are done, a number that takes over three times",
        "as long as those is invoked once more, and the first result counts. For actions without side",
        "effects."
      })
  boolean speculate;

  @Option(
      names = "--price",
      paramLabel = "P",
      description = "What a GB of memory costs for a second, for the plan (0.000017).")
  Double price;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      split = ",",
      description = {
        "Runs on this target; on several, such as a,b, side by side: a run on each, and the value is a",
        "table with a row for each. '%%whisk target list' shows those that have names."
      })
  List<String> targets = List.of();

  @Option(
      names = "--record-patience",
      paramLabel = "SECONDS",
      description = {
        "How long the record of an activation is waited for, after the action's time limit and the",
        "last record that turned up (60)."
      })
  Double recordPatienceSeconds;

  @Option(
      names = "--background",
      description = {
        "Goes on while other cells run; the value is a RunningFanOut. '%%runs watch' waits for it and",
        "'%%runs cancel' ends it."
      })
  boolean background;

  @Option(
      names = "--monitor",
      description = "Samples processors, memory and network meanwhile, for '%%plot cpu'.")
  boolean monitor;

  @Option(
      names = "--resume",
      arity = "0..1",
      paramLabel = "RUN",
      fallbackValue = NEWEST,
      description = {
        "Finishes a run that was interrupted or whose kernel ended: only what is left is done, with",
        "the arguments and the action of then. The newest unfinished one if RUN is left out."
      })
  String resume;

  @Option(names = "--dry-run", description = "Shows what it would take, and invokes nothing.")
  boolean dryRun;

  public FanOutMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic; to it -3 is a number of actions, and no option. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "fanout",
        Run.class,
        () ->
            new CommandLine(new FanOutMagic(workbench))
                .setUnmatchedOptionsArePositionalParams(true)
                .setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "ACTION" -> Candidates.actions(workbench);
      case "RUN" -> Candidates.runs(workbench);
      case "TARGET" -> Candidates.targets(workbench);
      case "N" -> Candidates.variables(session, "int", "long");
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    if (!monitor || background || dryRun) {
      return unsampled(call);
    }
    try (var _ = Monitoring.sample(workbench, Monitor.EVERY)) {
      return unsampled(call);
    }
  }

  private Object unsampled(MagicCall call) throws InterruptedException {
    workbench.logTo(call.output());
    if (resume != null) {
      return resumed(call);
    }
    takeActionForN(call.session());
    Optional<Action> defined = definedAction(call.session());
    String name = defined.map(Action::name).orElse(action);
    try {
      FanOut fanOut = configured(workbench.whisk(), defined, name, call.session());
      int count = count(fanOut, name, call.session());
      if (!targets.isEmpty()) {
        return onTargets(defined, name, count, call);
      }
      if (dryRun) {
        call.output().stream(StreamName.STDOUT, fanOut.plan(count) + "\n");
        return null;
      }
      if (background) {
        return started(fanOut, name, count, call);
      }
      return finished(
          run(listener -> fanOut.listener(listener).run(count), name, count, call),
          workbench.whisk(),
          call);
    } catch (WhiskException e) {
      throw new MagicException(explained(e, name), e);
    } catch (IllegalArgumentException e) {
      throw new MagicException("%fanout: " + e.getMessage(), e);
    }
  }

  private Object onTargets(Optional<Action> defined, String name, int count, MagicCall call)
      throws InterruptedException {
    if (dryRun || background) {
      throw new MagicException("--target goes with neither --dry-run nor --background.");
    }
    List<Target> all = targets.stream().map(workbench.targets()::named).toList();
    Function<Whisk, FanOut> configured =
        client -> configured(client, defined, name, call.session());
    if (all.size() > 1) {
      return new SideBySide(workbench, call).run(all, name, count, configured);
    }
    Target only = all.getFirst();
    try (Whisk client = Whisk.connect(() -> only, workbench.journal())) {
      FanOut fanOut = configured.apply(client);
      Run run = run(listener -> fanOut.listener(listener).run(count), name, count, call);
      return finished(run, client, call);
    }
  }

  private RunningFanOut started(FanOut fanOut, String name, int count, MagicCall call) {
    Optional<Monitor.Sampling> sampling =
        monitor ? Optional.of(Monitoring.sample(workbench, Monitor.EVERY)) : Optional.empty();
    ProgressDisplay progress =
        new ProgressDisplay(call.output(), name, count).until(estimate.until());
    RunningFanOut running;
    try {
      running = fanOut.listener(progress).start(count);
    } catch (RuntimeException e) {
      sampling.ifPresent(Monitor.Sampling::close);
      throw e;
    }
    workbench.add(running);
    Thread.ofVirtual()
        .name("end of run ", 0)
        .start(
            () -> {
              try {
                Background.untilEnded(running, progress, workbench, estimate, call);
              } finally {
                sampling.ifPresent(Monitor.Sampling::close);
              }
            });
    return running;
  }

  private Run resumed(MagicCall call) throws InterruptedException {
    estimate.forResumed(workbench, call.session());
    try {
      RunSummary run = unfinished();
      Progressing<Run> rest = listener -> workbench.whisk().resume(run.id(), listener);
      return finished(run(rest, run.action(), run.n(), call), workbench.whisk(), call);
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private RunSummary unfinished() {
    if (n != null || action != null || arguments.isGiven()) {
      throw new MagicException(
          "With --resume the fan-out takes the number of actions, their action and their arguments from the run itself.");
    }
    List<RunSummary> runs = workbench.journal().runs();
    return runs.stream()
        .filter(
            run ->
                resume.equals(NEWEST)
                    ? run.state() == RunState.INTERRUPTED || run.state() == RunState.LOST
                    : run.id().equals(resume))
        .findFirst()
        .orElseThrow(
            () ->
                new MagicException(
                    resume.equals(NEWEST)
                        ? "There is no unfinished run in the journal, so there is nothing to resume."
                        : "The journal has no run %s. '%%runs' lists those that it has."
                            .formatted(resume)));
  }

  /** Something that takes a while and says how it goes. */
  private interface Progressing<T> {
    T with(FanOutListener listener) throws InterruptedException;
  }

  private Run run(Progressing<Run> work, String name, int count, MagicCall call)
      throws InterruptedException {
    ProgressDisplay progress =
        new ProgressDisplay(call.output(), name, count).until(estimate.until());
    try {
      Run run = work.with(progress);
      workbench.add(run);
      progress.ended(run);
      return run;
    } catch (FanOutInterrupted e) {
      workbench.add(e.partial());
      progress.ended(e.partial());
      call.output().stream(
          StreamName.STDERR,
          "Interrupted: what was done by then is run %s, which is now the last run.\n"
              .formatted(e.partial().id()));
      throw e;
    } finally {
      progress.close();
    }
  }

  private Run finished(Run run, Whisk client, MagicCall call) throws InterruptedException {
    List<ActionFailure> failures = ActionFailures.of(run, workbench.source(run.action()), client);
    workbench.explain(run, failures);
    failures.stream()
        .filter(failure -> !failure.places().isEmpty())
        .forEach(failure -> call.output().stream(StreamName.STDERR, failure.text() + "\n"));
    Optional<OrchestratorConfig> config = workbench.configOf(run.action());
    estimate.finish(run, call);
    if (config.isPresent() && estimate.reduce == null) {
      Object reduced = Reducing.apply(run, config.get().reducer(), call);
      call.output().display(call.session().renderers().render(reduced), Optional.empty());
    }
    // Whoever has a run will want a chart of it, and loading Vega takes seconds.
    call.session().whenIdle(VegaSvg.shared()::warmUp);
    return run;
  }

  private FanOut configured(Whisk client, Optional<Action> defined, String name, Session session) {
    FanOut fanOut = defined.map(client::fanOut).orElseGet(() -> client.fanOut(name));
    fanOut = arguments.applyTo(fanOut, workbench, session);
    fanOut = estimate.applyTo(fanOut, workbench, session);
    fanOut = concurrency == null ? fanOut : fanOut.concurrency(concurrency);
    fanOut = retries == null ? fanOut : fanOut.retries(retries);
    fanOut = retryOn == null ? fanOut : fanOut.retryOn(retryOn);
    fanOut = deadlineSeconds == null ? fanOut : fanOut.deadline(deadline());
    fanOut = blocking == null ? fanOut : fanOut.blocking(blocking);
    fanOut = speculate ? fanOut.speculate() : fanOut;
    fanOut =
        recordPatienceSeconds == null
            ? fanOut
            : fanOut.recordPatience(millis(recordPatienceSeconds));
    return price == null ? fanOut : fanOut.price(price);
  }

  private Duration deadline() {
    return millis(deadlineSeconds);
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** The action as it is defined here; empty if only the server can know it. */
  private Optional<Action> definedAction(Session session) {
    if (action == null) {
      return Optional.of(
          workbench
              .newestAction()
              .orElseThrow(
                  () ->
                      new MagicException(
                          "There is no action yet: define one in a cell that begins with %%action NAME, or name one that is on the server.")));
    }
    if (action.startsWith("-")) {
      throw new MagicException(
          "%fanout has no option " + action + ". '%fanout --help' shows what it takes.");
    }
    return workbench.action(action).or(() -> Names.variable(action, Action.class, session));
  }

  /** Where the arguments tell how many there are, the action may stand alone. */
  private void takeActionForN(Session session) {
    boolean named =
        n != null && action == null && !n.matches("[+-]?\\d+") && session.variableType(n).isEmpty();
    if (named && (arguments.args != null || workbench.action(n).isPresent())) {
      action = n;
      n = null;
    } else if (n != null
        && action == null
        && Names.variable(n, Action.class, session).isPresent()) {
      action = n;
      n = null;
    }
  }

  private int count(FanOut fanOut, String name, Session session) {
    if (n == null) {
      Optional<OrchestratorConfig> config =
          arguments.args == null ? workbench.configOf(name) : Optional.empty();
      return config.isPresent() ? config.get().numActions() : fanOut.size();
    }
    long count = n.matches("[+-]?\\d{1,18}") ? Long.parseLong(n) : variable(session);
    if (count < 1 || count > FanOut.MAX_ACTIONS) {
      throw new MagicException(
          String.format(
              Locale.ROOT,
              "%%fanout %s: N is the number of actions, from 1 to %,d.",
              n,
              FanOut.MAX_ACTIONS));
    }
    return (int) count;
  }

  private long variable(Session session) {
    Optional<Object> value = Names.variable(n, session);
    if (value.isEmpty()) {
      throw new MagicException(
          "%%fanout %s: N is the number of actions: a whole number, a Java variable or an {expression}. There is no variable %s."
              .formatted(n, n));
    }
    if (value.get() instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw new MagicException(
        "%%fanout %s: N is the number of actions, a whole number, and %s is %s."
            .formatted(n, n, value.get()));
  }

  private String explained(WhiskException e, String name) {
    if (e.problem() != WhiskException.Problem.NOT_FOUND) {
      return e.getMessage();
    }
    String known = workbench.actions().stream().map(Action::name).collect(Collectors.joining(", "));
    return "%s No cell defines an action %s%s."
        .formatted(e.getMessage(), name, known.isEmpty() ? "" : " either; there are: " + known);
  }
}
