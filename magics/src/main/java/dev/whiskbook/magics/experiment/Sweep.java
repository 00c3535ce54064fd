package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOut;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.RunSummary;
import dev.whiskbook.whisk.Whisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One action, fanned out again and again: over the number of actions, and over memory and
 * concurrency if wanted, in an order that is random but the same for the same seed, so that a
 * machine that warms up or tires favours none. A sweep in the making; not for several threads.
 *
 * <pre>{@code
 * SweepResult result = Sweep.of(whisk, action).n(1, 2, 4, 8).repeat(10).run();
 * }</pre>
 */
public final class Sweep {

  private static final int MOST_RUNS = 100_000;

  private final Whisk whisk;
  private final Action action;
  private UnaryOperator<FanOut> how = fanOut -> fanOut;
  private List<Integer> n = List.of();
  private List<OptionalInt> memoryMb = List.of(OptionalInt.empty());
  private List<OptionalInt> concurrency = List.of(OptionalInt.empty());
  private int repeat = 5;
  private int warmUps = 1;
  private long seed = 1;
  private Scaling scaling = Scaling.STRONG;
  private OptionalDouble actual = OptionalDouble.empty();
  private Function<Run, Measurement.Estimate> estimator = run -> Measurement.Estimate.NONE;
  private boolean resume;
  private SweepListener listener = SweepListener.NONE;

  /** By memory limit, so that the server is not asked again before each of many short runs. */
  private final Map<OptionalInt, FanOut> prepared = new HashMap<>();

  private Sweep(Whisk whisk, Action action) {
    this.whisk = whisk;
    this.action = action;
  }

  /** A sweep of this action. */
  public static Sweep of(Whisk whisk, Action action) {
    return new Sweep(whisk, action);
  }

  /** With arguments made for each action number. */
  public Sweep args(ArgsGenerator generator) {
    return fanOut(fanOut -> fanOut.args(generator));
  }

  /** With fan-outs that are set up further, such as by {@code f -> f.retries(0)}. */
  public Sweep fanOut(UnaryOperator<FanOut> setting) {
    UnaryOperator<FanOut> before = how;
    how = fanOut -> setting.apply(before.apply(fanOut));
    return this;
  }

  /** Over these numbers of actions. */
  public Sweep n(int... numbers) {
    n = Range.checked("number of actions", numbers);
    if (n.getLast() > FanOut.MAX_ACTIONS) {
      throw new IllegalArgumentException(
          "A run has up to %,d actions, not %,d.".formatted(FanOut.MAX_ACTIONS, n.getLast()));
    }
    return this;
  }

  /** Over these memory limits in MB; each is deployed as an action of its own, NAME-128MB. */
  public Sweep memory(int... mb) {
    memoryMb = Range.checked("memory limit", mb).stream().map(OptionalInt::of).toList();
    return this;
  }

  /** Over these numbers of activations in flight. */
  public Sweep concurrency(int... atOnce) {
    concurrency = Range.checked("concurrency", atOnce).stream().map(OptionalInt::of).toList();
    return this;
  }

  /** With so many runs of each kind; 5 unless said otherwise. */
  public Sweep repeat(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("repeat must be at least 1, not %d.".formatted(times));
    }
    repeat = times;
    return this;
  }

  /** With so many runs of the largest n first, for each setting, that do not count; 1 at first. */
  public Sweep warmUp(int runs) {
    if (runs < 0) {
      throw new IllegalArgumentException("warm-up must be 0 or more, not %d.".formatted(runs));
    }
    warmUps = runs;
    return this;
  }

  /** Where the order and the seeds of the runs come from; 1 unless said otherwise. */
  public Sweep seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** What stays the same while n grows; the whole work unless said otherwise. */
  public Sweep scaling(Scaling kind) {
    scaling = kind;
    return this;
  }

  /** With the precision of an estimate: against this exact value. */
  public Sweep actual(double exact, Function<Run, Measurement.Estimate> estimate) {
    if (!Double.isFinite(exact)) {
      throw new IllegalArgumentException("The exact value must be a finite number.");
    }
    actual = OptionalDouble.of(exact);
    estimator = estimate;
    return this;
  }

  /**
   * Takes what an earlier sweep of the same action, settings and seed has done from the journal,
   * and does the rest.
   */
  public Sweep resume(boolean fromJournal) {
    resume = fromJournal;
    return this;
  }

  /** With someone who hears how it goes. */
  public Sweep listener(SweepListener newListener) {
    listener = newListener;
    return this;
  }

  /** What it will do, in its order; without the runs that do not count. */
  public List<Trial> trials() {
    if (n.isEmpty()) {
      throw new IllegalArgumentException("A sweep needs numbers of actions, such as n=1,2,4..64.");
    }
    long runs = (long) n.size() * memoryMb.size() * concurrency.size() * repeat;
    if (runs > MOST_RUNS) {
      throw new IllegalArgumentException(
          "That would be %,d runs; a sweep has up to %,d.".formatted(runs, MOST_RUNS));
    }
    List<Trial> trials = new ArrayList<>();
    for (int k = 1; k <= repeat; k++) {
      for (OptionalInt memory : memoryMb) {
        for (OptionalInt atOnce : concurrency) {
          for (int actions : n) {
            trials.add(new Trial(actions, memory, atOnce, k));
          }
        }
      }
    }
    Collections.shuffle(trials, new Random(seed));
    return trials;
  }

  /**
   * Does all runs, one after the other.
   *
   * @throws dev.whiskbook.whisk.FanOutInterrupted if this thread is interrupted; what is done is in
   *     the journal, for {@link #resume}
   * @throws IllegalArgumentException if there are no numbers of actions
   * @throws dev.whiskbook.whisk.WhiskException as {@link FanOut#run}
   */
  public SweepResult run() throws InterruptedException {
    prepared.clear();
    List<Trial> trials = trials();
    Map<Long, Run> known = resume ? known(trials) : Map.of();
    listener.planned(trials.size(), known.size());
    if (known.size() < trials.size()) {
      warmUp(trials);
    }
    List<Measurement> measured = new ArrayList<>();
    for (Trial trial : trials) {
      Run run = known.get(trial.seed(seed, fingerprint()));
      Measurement newest =
          Measurement.of(trial, run == null ? done(trial, trial.repeat()) : run, estimator);
      measured.add(newest);
      listener.measured(newest, Collections.unmodifiableList(measured));
    }
    return SweepResult.of(action.name(), whisk.target().name(), scaling, seed, actual, measured);
  }

  private void warmUp(List<Trial> trials) throws InterruptedException {
    List<Trial.Setting> settings = trials.stream().map(Trial::setting).distinct().toList();
    for (Trial.Setting setting : settings) {
      for (int k = 1; k <= warmUps; k++) {
        Trial trial = new Trial(n.getLast(), setting.memoryMb(), setting.concurrency(), -k);
        listener.warmingUp(trial);
        done(trial, -k);
      }
    }
  }

  private Run done(Trial trial, int repeatNumber) throws InterruptedException {
    FanOut fanOut =
        how.apply(
            prepared.computeIfAbsent(trial.memoryMb(), _ -> whisk.fanOut(sized(trial)).prepared()));
    if (trial.concurrency().isPresent()) {
      fanOut = fanOut.concurrency(trial.concurrency().getAsInt());
    }
    Trial seeded = new Trial(trial.n(), trial.memoryMb(), trial.concurrency(), repeatNumber);
    FanOutListener warnings =
        new FanOutListener() {
          @Override
          public void warning(String sentence) {
            listener.warning(sentence);
          }
        };
    Run run = fanOut.seed(seeded.seed(seed, fingerprint())).listener(warnings).run(trial.n());
    if (run.state() != RunState.DONE) {
      prepared.remove(trial.memoryMb()); // the server may be gone, which is worth a sentence
    }
    return run;
  }

  /**
   * With memory limits to compare, an action for each, so that none drives out the others'
   * containers.
   */
  private Action sized(Trial trial) {
    if (trial.memoryMb().isEmpty()) {
      return action;
    }
    Action sized = action.memory(trial.memoryMb().getAsInt());
    return new Action(
        "%s-%dMB".formatted(action.name(), trial.memoryMb().getAsInt()),
        sized.kind(),
        sized.code(),
        sized.main(),
        sized.timeoutMs(),
        sized.memoryMb(),
        sized.logsMb(),
        sized.concurrency(),
        sized.parameters(),
        sized.annotations());
  }

  private String fingerprint() {
    return "%s|%s|%s|%s|%s"
        .formatted(
            action.name(), action.kind(), action.code(), action.memoryMb(), action.parameters());
  }

  private Map<Long, Run> known(List<Trial> trials) {
    Optional<Journal> journal = whisk.journal();
    Map<Long, Run> known = new HashMap<>();
    if (journal.isEmpty()) {
      return known;
    }
    Set<Long> wanted =
        trials.stream().map(trial -> trial.seed(seed, fingerprint())).collect(Collectors.toSet());
    String target = whisk.target().name();
    List<String> names =
        IntStream.range(0, memoryMb.size())
            .mapToObj(k -> sized(new Trial(1, memoryMb.get(k), OptionalInt.empty(), 1)).name())
            .toList();
    for (RunSummary summary : journal.get().runs()) {
      if (summary.state() == RunState.DONE
          && names.contains(summary.action())
          && n.contains(summary.n())
          && summary.target().equals(target)) {
        Run run = journal.get().run(summary.id());
        if (run.seed().isPresent() && wanted.contains(run.seed().getAsLong())) {
          known.putIfAbsent(run.seed().getAsLong(), run);
        }
      }
    }
    return known;
  }
}
