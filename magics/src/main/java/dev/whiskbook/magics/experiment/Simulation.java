package dev.whiskbook.magics.experiment;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One simulated fan-out. Requests go out in order, each when one in flight has come back and the
 * minute's budget allows; each takes a free warm container, or else makes a new one while there is
 * room, or else waits. Arrivals are in the order of time, so one pass over them is enough.
 */
public final class Simulation {

  private static final double MINUTE_MS = 60_000;
  private static final double CLOCK_MS = 0.5;

  /**
   * What is simulated.
   *
   * @param n how many activations
   * @param containers room for so many
   * @param invokers that they are split over
   * @param concurrency requests in flight at the most
   * @param warm containers that need no initialisation
   * @param perMinute invocations in a minute
   * @param coldMs what initialisation takes; empty for the recorded times
   */
  public record Setting(
      int n,
      int containers,
      int invokers,
      int concurrency,
      int warm,
      OptionalInt perMinute,
      OptionalDouble coldMs) {}

  /**
   * What came of it.
   *
   * @param wallMs from the first request to the last result
   * @param cold how many containers were initialised
   * @param busyMs how long containers worked, together
   * @param latencyMs from each request to its result; only of the first replication
   * @param startMs when each began to run; only of the first replication
   * @param endMs when each ended; only of the first replication
   */
  @SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
  public record Outcome(
      double wallMs,
      int cold,
      double busyMs,
      double[] latencyMs,
      double[] startMs,
      double[] endMs) {}

  private final Recorded recorded;
  private final Setting setting;
  private final SplittableRandom random;
  private final PriorityQueue<Double>[] freeAt;
  private final int[] room;
  private final int home;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of queues, filled below
  Simulation(Recorded recorded, Setting setting, SplittableRandom random) {
    this.recorded = recorded;
    this.setting = setting;
    this.random = random;
    freeAt = new PriorityQueue[setting.invokers()];
    room = new int[setting.invokers()];
    home = random.nextInt(setting.invokers());
    for (int k = 0; k < freeAt.length; k++) {
      freeAt[k] = new PriorityQueue<>();
      room[k] =
          setting.containers() / setting.invokers()
              + (k < setting.containers() % setting.invokers() ? 1 : 0);
    }
    int warm = setting.warm();
    for (int step = 0; warm > 0; step++) {
      int invoker = (home + step) % freeAt.length;
      for (; warm > 0 && room[invoker] > 0; warm--) {
        freeAt[invoker].add(0.0);
        room[invoker]--;
      }
    }
  }

  Outcome run(boolean detailed) {
    int n = setting.n();
    double[] latency = new double[detailed ? n : 0];
    double[] starts = new double[latency.length];
    double[] ends = new double[latency.length];
    PriorityQueue<Double> inFlight = new PriorityQueue<>();
    double last = 0;
    double submit = -recorded.submitGapMs();
    double busy = 0;
    int cold = 0;
    int thisMinute = 0;
    double minute = 0;
    for (int i = 0; i < n; i++) {
      submit += recorded.submitGapMs();
      if (inFlight.size() == setting.concurrency()) {
        submit = Math.max(submit, inFlight.remove());
      }
      if (setting.perMinute().isPresent()) {
        if (submit >= minute + MINUTE_MS) {
          minute = Math.floor(submit / MINUTE_MS) * MINUTE_MS;
          thisMinute = 0;
        }
        if (thisMinute == setting.perMinute().getAsInt()) {
          minute += MINUTE_MS;
          submit = minute;
          thisMinute = 0;
        }
        thisMinute++;
      }
      double arrival = submit + recorded.dispatchMs();
      int invoker = invoker(arrival);
      PriorityQueue<Double> warm = freeAt[invoker];
      boolean isCold = room[invoker] > 0 && (warm.isEmpty() || warm.peek() > arrival);
      double start = isCold ? arrival : Math.max(arrival, warm.remove());
      double service = isCold ? init() + draw(recorded.coldRunMs()) : draw(recorded.runMs());
      if (isCold) {
        room[invoker]--;
        cold++;
      }
      double end = start + service;
      warm.add(end);
      double seen = end + draw(recorded.returnMs());
      inFlight.add(seen);
      busy += service;
      last = Math.max(last, seen);
      if (detailed) {
        latency[i] = seen - submit;
        starts[i] = start;
        ends[i] = end;
      }
    }
    return new Outcome(last, cold, busy, latency, starts, ends);
  }

  /** The first from its home on with a free container or room for one; else any. */
  private int invoker(double arrival) {
    for (int step = 0; step < freeAt.length; step++) {
      int invoker = (home + step) % freeAt.length;
      Double earliest = freeAt[invoker].peek();
      if (room[invoker] > 0 || (earliest != null && earliest <= arrival)) {
        return invoker;
      }
    }
    return freeAt.length == 1 ? 0 : random.nextInt(freeAt.length);
  }

  private double init() {
    if (setting.coldMs().isPresent()) {
      return setting.coldMs().getAsDouble();
    }
    return recorded.initMs().length == 0 ? 0 : draw(recorded.initMs());
  }

  /** One of the recorded times, which are of whole ms: any time that would be told so. */
  private double draw(double[] sample) {
    double ms = sample[random.nextInt(sample.length)];
    return Math.max(0, ms + random.nextDouble(-CLOCK_MS, CLOCK_MS));
  }

  /** How many of the intervals hold each of so many times, evenly spaced over the wall time. */
  static int[] running(Outcome outcome, int times) {
    double[] begins = outcome.startMs().clone();
    double[] ends = outcome.endMs().clone();
    Arrays.sort(begins);
    Arrays.sort(ends);
    int[] running = new int[times];
    int begun = 0;
    int ended = 0;
    for (int k = 0; k < times; k++) {
      double at = outcome.wallMs() * (k + 0.5) / times;
      while (begun < begins.length && begins[begun] <= at) {
        begun++;
      }
      while (ended < ends.length && ends[ended] <= at) {
        ended++;
      }
      running[k] = begun - ended;
    }
    return running;
  }
}
