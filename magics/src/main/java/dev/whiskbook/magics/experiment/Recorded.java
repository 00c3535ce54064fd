package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.stats.Quantiles;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What recorded runs say of a platform and an action: the distributions that a simulation draws
 * from. Times in ms.
 *
 * @param runIds the runs
 * @param runMs how long warm activations ran; the work of them where processors were shared
 * @param coldRunMs how long activations ran in a new container; those of warm ones if there are few
 * @param initMs how long initialisation took; empty if no container was initialised
 * @param returnMs from an activation's end until its result was here
 * @param dispatchMs from the request until an activation starts that need not wait for a container
 * @param submitGapMs the shortest time between two requests that was seen to last
 * @param containers how many activations ran at once most of the time
 * @param warmShare the share of these containers that need not be initialised
 * @param concurrency how many requests were in flight at the most
 */
@SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
public record Recorded(
    List<String> runIds,
    double[] runMs,
    double[] coldRunMs,
    double[] initMs,
    double[] returnMs,
    double dispatchMs,
    double submitGapMs,
    int containers,
    double warmShare,
    int concurrency) {

  private static final int FEW = 5;
  private static final int GAPS = 50;
  private static final double LEAST = 0.01;
  private static final double MOSTLY = 0.75;

  private record Ran(Attempt attempt, double ms) {}

  /**
   * Learns from runs.
   *
   * @throws IllegalArgumentException if no activation of them has times
   */
  public static Recorded of(List<Run> runs) {
    return of(runs, Double.POSITIVE_INFINITY);
  }

  /**
   * Learns from runs on so many processors, which all that ran at once shared evenly: the run times
   * are what they would have been alone.
   *
   * @throws IllegalArgumentException if no activation of them has times
   */
  static Recorded of(List<Run> runs, double cores) {
    List<Ran> ran = new ArrayList<>();
    for (Run run : runs) {
      List<Attempt> timed = run.attempts().stream().filter(Recorded::hasTimes).toList();
      double[] rates = Together.mean(timed, count -> ProcessorSharing.rate(cores, count));
      for (int k = 0; k < rates.length; k++) {
        Attempt attempt = timed.get(k);
        if (isTimed(attempt)) {
          ran.add(new Ran(attempt, attempt.runMs() * rates[k]));
        }
      }
    }
    List<Attempt> all = ran.stream().map(Ran::attempt).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to simulate from: no activation of %s has times."
              .formatted(runs.stream().map(Run::id).collect(Collectors.joining(", "))));
    }
    double[] every = ran.stream().mapToDouble(Ran::ms).toArray();
    double[] warm = ran.stream().filter(r -> !r.attempt().cold()).mapToDouble(Ran::ms).toArray();
    double[] cold = ran.stream().filter(r -> r.attempt().cold()).mapToDouble(Ran::ms).toArray();
    int containers = 1;
    int inFlight = 1;
    double gap = Double.MAX_VALUE;
    for (Run run : runs) {
      // One that failed has held its container and its place among the requests all the same.
      List<Attempt> timed = run.attempts().stream().filter(Recorded::hasTimes).toList();
      containers = Math.max(containers, atOnce(timed, Attempt::startMs, Attempt::endMs, MOSTLY));
      int atOnce = atOnce(timed, Attempt::submitMs, Attempt::seenMs, 1);
      inFlight = Math.max(inFlight, atOnce);
      gap = Math.min(gap, gap(timed, atOnce));
    }
    return new Recorded(
        runs.stream().map(Run::id).toList(),
        warm.length < FEW ? every : warm,
        cold.length < FEW ? every : cold,
        ms(all.stream().filter(a -> a.cold() && a.initMs() > 0).toList(), Attempt::initMs),
        ms(all, a -> a.seenMs() - a.endMs()),
        dispatch(all),
        gap,
        containers,
        1 - Math.min(1.0, (double) cold.length / containers / runs.size()),
        inFlight);
  }

  /** The same, but with the run times of others. */
  Recorded withRunsOf(Recorded others) {
    return new Recorded(
        runIds,
        others.runMs,
        others.coldRunMs,
        initMs,
        returnMs,
        dispatchMs,
        submitGapMs,
        containers,
        warmShare,
        concurrency);
  }

  /** What the server does not count as waiting, and the least waiting that there is. */
  private static double dispatch(List<Attempt> all) {
    List<Attempt> told = all.stream().filter(a -> a.waitMs() != Attempt.UNKNOWN).toList();
    if (told.isEmpty()) {
      return Quantiles.of(ms(all, a -> a.startMs() - a.submitMs()), LEAST);
    }
    return Quantiles.median(ms(told, a -> a.startMs() - a.submitMs() - a.waitMs()))
        + Quantiles.of(ms(told, Attempt::waitMs), LEAST);
  }

  static boolean isTimed(Attempt a) {
    return a.status() == Status.SUCCESS && hasTimes(a);
  }

  static boolean hasTimes(Attempt a) {
    return a.submitMs() != Attempt.UNKNOWN
        && a.startMs() != Attempt.UNKNOWN
        && a.endMs() >= a.startMs()
        && a.seenMs() >= a.submitMs()
        && a.runMs() >= 0;
  }

  /** Clocks that are apart may make a length negative: it is then taken as 0. */
  private static double[] ms(List<Attempt> attempts, ToDoubleFunction<Attempt> length) {
    return attempts.stream().mapToDouble(length).map(ms -> Math.max(0, ms)).toArray();
  }

  /**
   * How many intervals overlapped.
   *
   * @param share of the time with any, in which there were that many or fewer; 1 for the most
   */
  private static int atOnce(
      List<Attempt> attempts,
      ToLongFunction<Attempt> from,
      ToLongFunction<Attempt> to,
      double share) {
    record Step(long at, int change) {}
    List<Step> steps = new ArrayList<>();
    for (Attempt attempt : attempts) {
      steps.add(new Step(from.applyAsLong(attempt), 1));
      steps.add(new Step(to.applyAsLong(attempt), -1));
    }
    // What ends in the millisecond in which another begins made place for it.
    steps.sort(Comparator.comparingLong(Step::at).thenComparingInt(Step::change));
    long[] lasted = new long[attempts.size() + 1];
    int now = 0;
    int most = 1;
    for (int k = 0; k < steps.size(); k++) {
      now = Math.max(0, now + steps.get(k).change());
      most = Math.max(most, now);
      if (k + 1 < steps.size()) {
        lasted[now] += steps.get(k + 1).at() - steps.get(k).at();
      }
    }
    long busy = Arrays.stream(lasted).skip(1).sum();
    long below = 0;
    for (int k = 1; k < lasted.length && share < 1; k++) {
      below += lasted[k];
      if (below >= share * busy && lasted[k] > 0) {
        return k;
      }
    }
    return most;
  }

  /**
   * How fast requests can go out: at the start, while none need wait for a result, or later if that
   * was faster.
   */
  private static double gap(List<Attempt> attempts, int inFlight) {
    long[] submits = attempts.stream().mapToLong(Attempt::submitMs).sorted().toArray();
    int first = Math.min(inFlight, submits.length) - 1;
    double shortest = first < 1 ? 0 : (double) (submits[first] - submits[0]) / first;
    for (int k = GAPS; k < submits.length; k++) {
      shortest = Math.min(shortest, (double) (submits[k] - submits[k - GAPS]) / GAPS);
    }
    return shortest;
  }
}
