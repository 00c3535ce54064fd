package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.Quantiles;
import dev.whiskbook.whisk.Run;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Simulates a fan-out that was not run, from the distributions of runs that were. A simulation in
 * the making; not for several threads.
 *
 * <pre>{@code
 * Prediction prediction = WhatIf.from(run).n(100_000).containers(64).cold(Duration.ofSeconds(2)).run();
 * }</pre>
 */
public final class WhatIf {

  private static final int REPLICATIONS = 40;
  private static final long ACTIVATIONS_IN_ALL = 1_500_000;
  private static final int LARGEST = 10_000_000;
  private static final double LEAST_CORES = 0.01;
  private static final double MOST_CORES = 1e6;

  private final List<Run> runs;
  private final Recorded recorded;
  private OptionalInt n = OptionalInt.empty();
  private OptionalInt containers = OptionalInt.empty();
  private OptionalInt concurrency = OptionalInt.empty();
  private OptionalInt warm = OptionalInt.empty();
  private OptionalInt perMinute = OptionalInt.empty();
  private OptionalDouble coldMs = OptionalDouble.empty();
  private OptionalDouble cores = OptionalDouble.empty();
  private OptionalDouble recordedCores = OptionalDouble.empty();
  private int invokers = 1;
  private long seed = 1;

  private WhatIf(List<Run> runs, Recorded recorded) {
    this.runs = runs;
    this.recorded = recorded;
  }

  /**
   * From these runs.
   *
   * @throws IllegalArgumentException if no activation of them has times
   */
  public static WhatIf from(Run... runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException("A simulation needs a recorded run.");
    }
    return new WhatIf(List.of(runs), Recorded.of(List.of(runs)));
  }

  /** With so many activations, up to 10,000,000. */
  public WhatIf n(int activations) {
    n = OptionalInt.of(in("n", activations, 1, LARGEST));
    return this;
  }

  /** With room for so many containers; as many as ran at once in the recorded runs if not said. */
  public WhatIf containers(int most) {
    containers = OptionalInt.of(in("containers", most, 1, 1_000_000));
    return this;
  }

  /** With so many requests in flight at the most; as in the recorded runs, or all containers. */
  public WhatIf concurrency(int inFlight) {
    concurrency = OptionalInt.of(in("concurrency", inFlight, 1, 1_000_000));
    return this;
  }

  /** With so many containers that are warm at the start; as in the recorded runs if not said. */
  public WhatIf warm(int atStart) {
    warm = OptionalInt.of(in("warm", atStart, 0, 1_000_000));
    return this;
  }

  /** With so many invocations in a minute of the server's clock; the run begins with one. */
  public WhatIf perMinute(int invocations) {
    perMinute = OptionalInt.of(in("perminute", invocations, 1, Integer.MAX_VALUE));
    return this;
  }

  /** With initialisations that all take so long, instead of the recorded ones. */
  public WhatIf cold(Duration initialisation) {
    if (initialisation.isNegative()) {
      throw new IllegalArgumentException("cold must be 0 or more.");
    }
    coldMs = OptionalDouble.of(initialisation.toNanos() / 1e6);
    return this;
  }

  /**
   * With the containers split over so many invokers. An activation goes to the first, from its home
   * on, that has room; if none has, to a random one, where it waits (as OpenWhisk's sharding
   * balancer does).
   */
  public WhatIf invokers(int count) {
    invokers = in("invokers", count, 1, 10_000);
    return this;
  }

  /**
   * With so many processors, split over the invokers, which all that run on an invoker share evenly
   * (processor sharing): k activations on c processors go on at the rate min(1, c / k).
   * Initialisations take what they take. If not said, each container has a processor of its own.
   *
   * @param processors those that are really had: 1.5 if other work on the machine takes the rest
   */
  public WhatIf cores(double processors) {
    cores = OptionalDouble.of(in("cores", processors));
    return this;
  }

  /**
   * That the recorded runs were on so many processors; as many as are simulated if not said. What
   * ran at once shared them, so that an activation's work is less than its run time.
   */
  public WhatIf recordedCores(double processors) {
    recordedCores = OptionalDouble.of(in("recordedcores", processors));
    return this;
  }

  /** Where the randomness comes from. */
  public WhatIf seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** What is known of the recorded runs. */
  public Recorded recorded() {
    return recorded;
  }

  /**
   * Simulates, several times.
   *
   * @throws IllegalArgumentException if n was not said, or there are fewer containers than invokers
   */
  public Prediction run() {
    return run(work(), setting());
  }

  private Prediction run(Recorded work, Simulation.Setting setting) {
    int times = Math.clamp(ACTIVATIONS_IN_ALL / setting.n(), 3, REPLICATIONS);
    SplittableRandom random = new SplittableRandom(seed);
    double[] walls = new double[times];
    Simulation.Outcome first = null;
    for (int k = 0; k < times; k++) {
      Simulation.Outcome outcome = new Simulation(work, setting, random.split()).run(k == 0);
      walls[k] = outcome.wallMs();
      first = first == null ? outcome : first;
    }
    return new Prediction(
        recorded,
        setting,
        Quantiles.median(walls),
        new Interval(Quantiles.of(walls, 0.025), Quantiles.of(walls, 0.975)),
        times,
        first,
        ofRecorded().isPresent() ? Optional.empty() : Slowdown.of(runs));
  }

  private OptionalDouble ofRecorded() {
    return recordedCores.isPresent() ? recordedCores : cores;
  }

  /** What was recorded, with the work of activations in the place of their run times. */
  private Recorded work() {
    return ofRecorded().isPresent() ? Recorded.of(runs, ofRecorded().getAsDouble()) : recorded;
  }

  /**
   * Predicts a run that the simulation does not know, with its n, its requests in flight and the
   * containers that it had, and all else as the recorded runs say.
   *
   * @throws IllegalArgumentException if it is one of the runs that the simulation is made from, or
   *     gave no result
   */
  public HeldOut heldOut(Run run) {
    if (recorded.runIds().contains(run.id())) {
      throw new IllegalArgumentException(
          "Run %s is not held out: the simulation is made from it.".formatted(run.id()));
    }
    double actual = Measurement.elapsedMs(run);
    if (!Double.isFinite(actual)) {
      throw new IllegalArgumentException(
          "Run %s gave no result, so there is no time to predict.".formatted(run.id()));
    }
    double shared = ofRecorded().orElse(Double.POSITIVE_INFINITY);
    Recorded its = Recorded.of(List.of(run), shared);
    Recorded work = work();
    Prediction prediction = like(run, its, work);
    return new HeldOut(
        run.id(),
        run.n(),
        actual,
        prediction.wallMs(),
        prediction.interval(),
        Quantiles.median(its.runMs()) / Quantiles.median(work.runMs()),
        like(run, its, work.withRunsOf(its)).wallMs(),
        ofRecorded(),
        ofRecorded().isPresent()
            ? Optional.empty()
            : Slowdown.of(Stream.concat(runs.stream(), Stream.of(run)).toList()));
  }

  /** With the n, concurrency and containers of a run, on the processors of the recorded runs. */
  private Prediction like(Run run, Recorded its, Recorded work) {
    WhatIf same = new WhatIf(runs, work);
    same.seed = seed;
    same.n = OptionalInt.of(run.n());
    same.concurrency = OptionalInt.of(its.concurrency());
    same.containers = OptionalInt.of(its.containers());
    same.warm = OptionalInt.of((int) Math.round(work.warmShare() * its.containers()));
    same.cores = ofRecorded();
    return same.run(work, same.setting());
  }

  /**
   * A run that was predicted from others.
   *
   * @param runId its id
   * @param n how many activations
   * @param actualMs what it took
   * @param predictedMs what was predicted, the median of the simulations
   * @param interval of 95 % of the simulations, in ms
   * @param runRatio the median of its run times over that of the recorded ones; of their work where
   *     processors are shared
   * @param withItsRunsMs what is predicted from its own run times, all else being as recorded
   * @param cores processors that were shared; empty if each container counts as having its own
   * @param slowdown that run times rose with the number at once, over it and the recorded runs;
   *     empty if they did not, or if it is modelled
   */
  public record HeldOut(
      String runId,
      int n,
      double actualMs,
      double predictedMs,
      Interval interval,
      double runRatio,
      double withItsRunsMs,
      OptionalDouble cores,
      Optional<Slowdown> slowdown) {

    private static final double SMALL = 0.1;

    /** By which share the prediction is too long; below 0 too short. */
    public double error() {
      return predictedMs / actualMs - 1;
    }

    /** The error that would be left if its run times had been known. */
    public double errorWithItsRuns() {
      return withItsRunsMs / actualMs - 1;
    }

    /** What the error is made of, in a sentence; empty if it is small. */
    public String why() {
      if (Math.abs(error()) < SMALL) {
        return "";
      }
      boolean runsDominate = Math.abs(errorWithItsRuns()) < Math.abs(error()) / 2;
      return String.format(
          Locale.ROOT,
          "Run %s was predicted %.0f %% too %s. Its activations %s as the recorded ones; from its own %s the prediction is %.0f %% too %s: %s.",
          runId,
          100 * Math.abs(error()),
          error() < 0 ? "short" : "long",
          String.format(
              Locale.ROOT,
              cores.isPresent() ? "were %.2f times as much work" : "ran %.2f times as long",
              runRatio),
          cores.isPresent() ? "work" : "run times",
          100 * Math.abs(errorWithItsRuns()),
          errorWithItsRuns() < 0 ? "short" : "long",
          runsDominate
              ? "most of the error is in " + inRunTimes()
              : "most of the error is not in the run times, but in how requests go out, wait and come back");
    }

    private String inRunTimes() {
      return cores.isEmpty()
          ? "the run times, which depend on what else runs"
          : "the work, as if they had not had so many processors";
    }
  }

  private Simulation.Setting setting() {
    int room = containers.orElse(recorded.containers());
    if (n.isEmpty()) {
      throw new IllegalArgumentException("How many activations? Say n, such as n=100000.");
    }
    if (room < invokers) {
      throw new IllegalArgumentException(
          "%,d containers cannot be split over %,d invokers.".formatted(room, invokers));
    }
    return new Simulation.Setting(
        n.getAsInt(),
        room,
        invokers,
        cores,
        concurrency.orElse(Math.max(recorded.concurrency(), room)),
        Math.min(room, warm.orElse((int) Math.round(recorded.warmShare() * recorded.containers()))),
        perMinute,
        coldMs);
  }

  private static double in(String what, double processors) {
    if (!(processors >= LEAST_CORES && processors <= MOST_CORES)) {
      throw new IllegalArgumentException(
          "%s is from %s to %,.0f, not %s.".formatted(what, LEAST_CORES, MOST_CORES, processors));
    }
    return processors;
  }

  private static int in(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is from %,d to %,d, not %,d.".formatted(what, least, most, value));
    }
    return value;
  }
}
