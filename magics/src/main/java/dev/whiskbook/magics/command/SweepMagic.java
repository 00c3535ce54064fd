package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.experiment.Scaling;
import dev.whiskbook.magics.experiment.Sweep;
import dev.whiskbook.magics.experiment.SweepResult;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.js.JsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code %sweep}: fans an action out over many n, and says how it scales. */
@Command(
    description = {
      "Fans an action out again and again, over n and whatever else is given, in an order that is",
      "random but repeatable. Shows medians with 95 %% bootstrap intervals, speed-up, efficiency and",
      "Karp-Flatt's serial fraction, fits the laws of Amdahl and Gustafson and the Universal",
      "Scalability Law, and says which n is best and where the knee is. The value is a SweepResult.",
      "",
      "A range is written 1,2,4..4096 (three numbers before the dots: by their ratio, here doubling;",
      "by their step if that is the same), 10,20..100 (two: by their step), 1..10, or 3,5,8."
    },
    footer = {
      "",
      "Java: SweepResult result = Sweep.of(whisk, action).n(Range.ints(\"1,2,4..64\")).repeat(10).run()"
    })
public final class SweepMagic implements Magic {

  private static final Set<String> FACTORS =
      new LinkedHashSet<>(List.of("n", "memory", "concurrency"));

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "1..*",
      paramLabel = "FACTOR",
      description = {
        "n=RANGE, the numbers of actions; memory=RANGE, limits in MB; concurrency=RANGE, how many in",
        "flight. And the name of an action, or of a Java variable with one; the newest if left out."
      })
  List<String> words = List.of();

  @Option(
      names = {"-a", "--args"},
      paramLabel = "A",
      description = "As with %%fanout: a Java method, variable or args cell.")
  String args;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "5",
      description = "Runs of each kind (${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--warmup",
      arity = "0..1",
      paramLabel = "RUNS",
      defaultValue = "1",
      fallbackValue = "1",
      description = {
        "Runs of the largest n, for each memory and concurrency, that do not count (${DEFAULT-VALUE});",
        "0 leaves cold starts in."
      })
  int warmUp;

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "S",
      defaultValue = "1",
      description = "Where the order and the seeds of the actions come from (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--scaling",
      paramLabel = "KIND",
      defaultValue = "strong",
      description = {
        "strong: the actions share the same work, so time should fall; weak: each action has the",
        "same work, so time should stay. Speed-up is of the whole work in both (${DEFAULT-VALUE})."
      })
  Scaling scaling;

  @Option(
      names = "--actual",
      paramLabel = "X",
      description = {
        "The exact value, a Java expression such as Math.PI: shows how the error of the estimate goes",
        "with n. The reducer returns the estimate, or a record that begins with it, in which",
        "standardError is what theory expects."
      })
  String actual;

  @Option(
      names = "--reduce",
      paramLabel = "METHOD",
      description = "The reducer for --actual; the newest reducer cell if left out.")
  String reducer;

  @Option(
      names = "--resume",
      description = "Takes what the journal has of this sweep, and does the rest.")
  boolean resume;

  @Option(
      names = "--published",
      description = {
        "Lays the times over those published of pi by 2 to 5,000 actions (Serverless Supercomputing,",
        "2018)."
      })
  boolean published;

  public SweepMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The magic. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "sweep",
        SweepResult.class,
        () -> new CommandLine(new SweepMagic(workbench)).setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "FACTOR" -> Candidates.actions(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    workbench.logTo(call.output());
    Factors factors = Factors.of("%sweep", words, FACTORS);
    if (!factors.ranges().containsKey("n")) {
      throw new MagicException("A sweep needs numbers of actions, such as n=1,2,4..64.");
    }
    Action action = Actions.defined(factors.action(), workbench, call.session());
    try (SweepProgress progress =
        new SweepProgress(call.output(), call.session().renderers(), action.name())) {
      SweepResult result = configured(action, factors, call.session()).listener(progress).run();
      progress.ended(result);
      if (published) {
        call.session().renderers().show(result.publishedChart(), call.output());
      }
      return result;
    } catch (FanOutInterrupted e) {
      throw e;
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException | JsException e) {
      throw new MagicException("%sweep: " + e.getMessage(), e);
    }
  }

  private Sweep configured(Action action, Factors factors, Session session) {
    Sweep sweep =
        Sweep.of(workbench.whisk(), action)
            .n(factors.ranges().get("n"))
            .repeat(repeat)
            .warmUp(warmUp)
            .seed(seed)
            .scaling(scaling)
            .resume(resume);
    if (factors.ranges().containsKey("memory")) {
      sweep.memory(factors.ranges().get("memory"));
    }
    if (factors.ranges().containsKey("concurrency")) {
      sweep.concurrency(factors.ranges().get("concurrency"));
    }
    if (args != null) {
      sweep.fanOut(fanOut -> ArgsGenerators.with(args, fanOut, workbench, session));
    } else {
      workbench.newestGenerator().ifPresent(sweep::args);
    }
    if (actual != null) {
      sweep.actual(
          Names.number("%sweep --actual", actual, session), Estimates.by(reducer(session)));
    }
    return sweep;
  }

  private Function<List<JsonNode>, ?> reducer(Session session) {
    if (reducer != null) {
      return JavaReducers.find(reducer, session);
    }
    return workbench
        .reducer()
        .orElseThrow(
            () ->
                new MagicException(
                    "--actual needs a reducer that makes an estimate of the results: --reduce METHOD."));
  }
}
