package dev.whiskbook.magics.experiment;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * One simulated fan-out, event by event. Requests go out in order, each when one in flight has come
 * back and the minute's budget allows; each takes a free warm container, or else makes a new one
 * while there is room, or else waits. What runs on an invoker shares its processors.
 *
 * <pre>
 * SUBMIT ─► ARRIVE ─► (waiting for a container) ─► INITIALISED if cold ─► END ─► SEEN ─► the next SUBMIT
 * </pre>
 */
public final class Simulation {

  private static final double MINUTE_MS = 60_000;
  private static final double CLOCK_MS = 0.5;

  // Kinds of events. Of those at one time, what ends makes place for what begins.
  private static final int END = 0;
  private static final int SEEN = 1;
  private static final int INITIALISED = 2;
  private static final int ARRIVE = 3;
  private static final int SUBMIT = 4;

  /** An event in 64 bits: its kind, its invoker, and the activation or the version of the end. */
  private static final int KIND_SHIFT = 60;

  private static final int INVOKER_SHIFT = 32;

  /**
   * What is simulated.
   *
   * @param n how many activations
   * @param containers room for so many
   * @param invokers that they are split over
   * @param cores processors that are split over the invokers; empty for one for each container
   * @param concurrency requests in flight at the most
   * @param warm containers that need no initialisation
   * @param perMinute invocations in a minute
   * @param coldMs what initialisation takes; empty for the recorded times
   */
  public record Setting(
      int n,
      int containers,
      int invokers,
      OptionalDouble cores,
      int concurrency,
      int warm,
      OptionalInt perMinute,
      OptionalDouble coldMs) {}

  /**
   * What came of it.
   *
   * @param wallMs from the first request to the last result
   * @param cold how many containers were initialised
   * @param busyMs how long containers were in use, together
   * @param workMs what the runs would have taken together, had each had a processor of its own
   * @param latencyMs from each request to its result; only of the first replication
   * @param startMs when each began to run; only of the first replication
   * @param endMs when each ended; only of the first replication
   */
  @SuppressWarnings("ArrayRecordComponent") // samples for statistics, which nobody compares
  public record Outcome(
      double wallMs,
      int cold,
      double busyMs,
      double workMs,
      double[] latencyMs,
      double[] startMs,
      double[] endMs) {}

  /** Of a server: its processors, and containers that are free, or that there is room for. */
  private static final class Invoker {
    final ProcessorSharing processors;
    final Deque<Integer> waiting = new ArrayDeque<>();
    int room;
    int free;

    /** The next end was put among the events under this number; earlier ones do not hold. */
    int version;

    Invoker(double processors, int room) {
      this.processors = new ProcessorSharing(processors);
      this.room = room;
    }

    boolean hasPlace() {
      return free > 0 || room > 0;
    }
  }

  private final Recorded recorded;
  private final Setting setting;
  private final SplittableRandom random;
  private final Invoker[] invokers;
  private final int home;
  private final EventQueue events = new EventQueue();
  private double[] latency = {};
  private double[] starts = {};
  private double[] ends = {};

  private double now;
  private int inFlight;
  private boolean clientWaits;
  private double minute;
  private int thisMinute;
  private int inUse;
  private double busy;
  private double work;
  private int cold;

  Simulation(Recorded recorded, Setting setting, SplittableRandom random) {
    this.recorded = recorded;
    this.setting = setting;
    this.random = random;
    int count = setting.invokers();
    double processors = setting.cores().orElse(Double.POSITIVE_INFINITY) / count;
    invokers = new Invoker[count];
    for (int k = 0; k < count; k++) {
      int room = setting.containers() / count + (k < setting.containers() % count ? 1 : 0);
      invokers[k] = new Invoker(processors, room);
    }
    home = random.nextInt(count);
    int warm = setting.warm();
    for (int step = 0; warm > 0; step++) {
      Invoker invoker = invokers[(home + step) % count];
      invoker.free = Math.min(warm, invoker.room);
      invoker.room -= invoker.free;
      warm -= invoker.free;
    }
  }

  Outcome run(boolean detailed) {
    if (detailed) {
      latency = new double[setting.n()];
      starts = new double[setting.n()];
      ends = new double[setting.n()];
    }
    int submitted = 0;
    double lastSubmit = 0;
    submit(0);
    while (!events.isEmpty()) {
      double time = events.time();
      long event = events.remove();
      int invoker = (int) (event >>> INVOKER_SHIFT) & 0xFFFF;
      int which = (int) event;
      switch ((int) (event >>> KIND_SHIFT)) {
        case SUBMIT -> {
          goOnTo(time);
          lastSubmit = time;
          if (detailed) {
            latency[submitted] = -time;
          }
          events.add(time + recorded.dispatchMs(), event(ARRIVE, 0, submitted++));
          inFlight++;
          clientWaits = inFlight == setting.concurrency();
          if (submitted < setting.n() && !clientWaits) {
            submit(time + recorded.submitGapMs());
          }
        }
        case ARRIVE -> {
          goOnTo(time);
          arrive(which);
        }
        case INITIALISED -> {
          goOnTo(time);
          compute(invoker, which, draw(recorded.coldRunMs()));
        }
        case END -> {
          if (which == invokers[invoker].version) {
            goOnTo(time);
            end(invoker);
          }
        }
        default -> {
          goOnTo(time);
          inFlight--;
          if (detailed) {
            latency[which] += time;
          }
          if (clientWaits && submitted < setting.n()) {
            clientWaits = false;
            submit(Math.max(time, lastSubmit + recorded.submitGapMs()));
          }
        }
      }
    }
    return new Outcome(now, cold, busy, work, latency, starts, ends);
  }

  private static long event(int kind, int invoker, int which) {
    return (long) kind << KIND_SHIFT | (long) invoker << INVOKER_SHIFT | (which & 0xFFFF_FFFFL);
  }

  private void goOnTo(double time) {
    busy += inUse * (time - now);
    now = time;
  }

  /** Plans the next request: at that time, or as soon after it as the minute's budget allows. */
  private void submit(double earliest) {
    double time = earliest;
    if (setting.perMinute().isPresent()) {
      if (time >= minute + MINUTE_MS) {
        minute = Math.floor(time / MINUTE_MS) * MINUTE_MS;
        thisMinute = 0;
      }
      if (thisMinute == setting.perMinute().getAsInt()) {
        minute += MINUTE_MS;
        time = minute;
        thisMinute = 0;
      }
      thisMinute++;
    }
    events.add(time, event(SUBMIT, 0, 0));
  }

  private void arrive(int activation) {
    int number = invoker();
    Invoker invoker = invokers[number];
    if (invoker.free > 0) {
      invoker.free--;
      inUse++;
      warm(number, activation);
    } else if (invoker.room > 0) {
      invoker.room--;
      inUse++;
      cold++;
      begins(activation);
      events.add(now + init(), event(INITIALISED, number, activation));
    } else {
      invoker.waiting.add(activation);
    }
  }

  private void warm(int invoker, int activation) {
    begins(activation);
    compute(invoker, activation, draw(recorded.runMs()));
  }

  private void begins(int activation) {
    if (starts.length > 0) {
      starts[activation] = now;
    }
  }

  private void compute(int invoker, int activation, double ms) {
    work += ms;
    invokers[invoker].processors.add(now, ms, activation);
    planEnd(invoker);
  }

  private void planEnd(int number) {
    Invoker invoker = invokers[number];
    invoker.version++;
    if (!invoker.processors.isEmpty()) {
      events.add(invoker.processors.nextEnd(), event(END, number, invoker.version));
    }
  }

  private void end(int number) {
    Invoker invoker = invokers[number];
    int activation = (int) invoker.processors.end();
    if (ends.length > 0) {
      ends[activation] = now;
    }
    events.add(now + draw(recorded.returnMs()), event(SEEN, 0, activation));
    if (invoker.waiting.isEmpty()) {
      invoker.free++;
      inUse--;
      planEnd(number);
    } else {
      warm(number, invoker.waiting.remove());
    }
  }

  /** The first from its home on with a free container or room for one; else any. */
  private int invoker() {
    for (int step = 0; step < invokers.length; step++) {
      int number = (home + step) % invokers.length;
      if (invokers[number].hasPlace()) {
        return number;
      }
    }
    return invokers.length == 1 ? 0 : random.nextInt(invokers.length);
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
