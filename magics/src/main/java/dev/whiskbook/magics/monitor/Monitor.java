package dev.whiskbook.magics.monitor;

import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Sample;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Samples what the machine does: processors, memory and network, of the host, of this process and
 * of the embedded OpenWhisk's. It samples while at least one {@link Sampling} is open, and does
 * nothing else. The last {@value #KEPT} samples are kept in memory.
 *
 * <p>Safe for use by several threads.
 */
public final class Monitor implements AutoCloseable {

  /** How often it samples unless told otherwise. */
  public static final Duration EVERY = Duration.ofMillis(250);

  /** How many samples are kept: those of an hour, four a second. */
  public static final int KEPT = 14_400;

  /** Processes' times come in steps of 10 ms: a shorter sample would tell little. */
  private static final long SHORTEST_NANOS = 50_000_000;

  /** So many samples are stored at once: of a second, unless told otherwise. */
  private static final int BATCH = 4;

  private final Supplier<Meter> meters;
  private final int kept;
  private final Consumer<List<Sample>> store;
  private final long bornMs = System.currentTimeMillis();

  /** Held while the meter is read; taken before the lock on this. */
  private final Object reading = new Object();

  // Guarded by reading.
  private Meter meter;
  private Reading last;
  private final List<Sample> unstored = new ArrayList<>();

  // Guarded by this.
  private final Deque<Sample> samples = new ArrayDeque<>();
  private ScheduledExecutorService clock;
  private int open;
  private Sampling untilStopped;
  private long beginMs;
  private long droppedUntilMs = Long.MIN_VALUE;
  private int processors;

  /**
   * Nothing is loaded or sampled yet.
   *
   * @param serverPid the process of the embedded OpenWhisk, while there is one
   * @param store gets the samples too, few at a time, in order; what it throws is logged
   */
  public Monitor(Supplier<OptionalLong> serverPid, Consumer<List<Sample>> store) {
    this(() -> new OshiMeter(serverPid), KEPT, store);
  }

  Monitor(Supplier<Meter> meters, int kept, Consumer<List<Sample>> store) {
    this.meters = meters;
    this.kept = kept;
    this.store = store;
  }

  /** Somebody who wants samples, until it is closed. */
  public final class Sampling implements AutoCloseable {
    private final long sinceNanos;

    // Guarded by the monitor.
    private boolean over;

    private Sampling(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }

    /** Takes a last sample; who closes the last one ends the sampling. */
    @Override
    public void close() {
      tick(sinceNanos);
      store(1);
      synchronized (Monitor.this) {
        if (!over && open > 0) {
          over = true;
          open--;
          endIfUnused();
        }
      }
    }
  }

  /**
   * Samples until the answer is closed. The first call loads OSHI, which takes a few tenths of a
   * second.
   *
   * @param every from one sample to the next; as it is if somebody samples already
   * @throws IllegalArgumentException if that is less than 50 ms
   * @throws UnsupportedOperationException if OSHI does not know this operating system
   */
  public Sampling sample(Duration every) {
    if (every.toNanos() < SHORTEST_NANOS) {
      throw new IllegalArgumentException(
          "samples are at least %d ms apart, as processes' times come in steps of 10 ms"
              .formatted(SHORTEST_NANOS / 1_000_000));
    }
    synchronized (reading) {
      if (!isOn()) {
        begin();
      }
      synchronized (this) {
        open++;
        if (clock == null) {
          clock =
              Executors.newSingleThreadScheduledExecutor(
                  Thread.ofPlatform().daemon().name("monitor").factory());
          var _ =
              clock.scheduleAtFixedRate(
                  this::tickOrLog, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        }
        return new Sampling(last.nanos());
      }
    }
  }

  /**
   * Samples until {@link #stop}.
   *
   * @return false if that was so already
   */
  public boolean start(Duration every) {
    Sampling mine = sample(every);
    synchronized (this) {
      if (untilStopped == null) {
        untilStopped = mine;
        return true;
      }
    }
    mine.close();
    return false;
  }

  /**
   * Ends what {@link #start} began; whoever else samples goes on.
   *
   * @return false if there was nothing to end
   */
  public boolean stop() {
    Optional<Sampling> mine;
    synchronized (this) {
      mine = Optional.ofNullable(untilStopped);
      untilStopped = null;
    }
    mine.ifPresent(Sampling::close);
    return mine.isPresent();
  }

  /** Whether it samples now. */
  public synchronized boolean isOn() {
    return open > 0;
  }

  /** What was sampled since it last began to; empty if it never did. */
  public synchronized Optional<Samples> samples() {
    return processors == 0 ? Optional.empty() : Optional.of(since("since it began", beginMs));
  }

  /** What was sampled from a time on, which is their 0 s. */
  public synchronized Samples since(String of, long fromMs) {
    return between(of, fromMs, Long.MAX_VALUE);
  }

  /**
   * What was sampled during a run; 0 s is its first invocation.
   *
   * @param stored the samples that the journal has of it, where there are more than here
   * @throws IllegalArgumentException if there are none; says why
   */
  public Samples during(Run run, List<Sample> stored) {
    List<Sample> mine;
    synchronized (this) {
      mine = List.copyOf(samples);
    }
    Samples here = Samples.during(run, mine);
    Samples there = Samples.during(run, stored);
    if (here.all().isEmpty() && there.all().isEmpty()) {
      throw new IllegalArgumentException(
          "there are no samples of run %s: %s. '%%fanout N --monitor' samples a run, '%%monitor start' all that follow."
              .formatted(run.id(), whyNone(here.zeroMs())));
    }
    return here.all().size() >= there.all().size() ? here : there;
  }

  private synchronized String whyNone(long fromMs) {
    if (fromMs < droppedUntilMs) {
      return "those of then were dropped, as only the last %,d are kept".formatted(kept);
    }
    return fromMs < bornMs
        ? "it is older than this session, and none were stored with it"
        : "nothing was sampled meanwhile";
  }

  private synchronized Samples between(String of, long fromMs, long toMs) {
    return new Samples(
        of,
        fromMs,
        processors,
        samples.stream().filter(s -> s.endMs() > fromMs && s.startMs() < toMs).toList());
  }

  private void begin() {
    if (meter == null) {
      meter = meters.get();
    }
    last = meter.read();
    synchronized (this) {
      beginMs = last.ms();
      processors = meter.processors();
    }
  }

  /**
   * Takes a sample since the last reading, unless that was just now.
   *
   * @param sinceNanos if there was no sample since that reading, one is taken however short it is
   */
  private void tick(long sinceNanos) {
    synchronized (reading) {
      if (!isOn()) {
        return;
      }
      Reading now = meter.read();
      long nanos = now.nanos() - last.nanos();
      if (nanos <= 0 || (nanos < SHORTEST_NANOS && last.nanos() > sinceNanos)) {
        return;
      }
      Sample sample = Differences.between(last, now, meter.processors());
      unstored.add(sample);
      synchronized (this) {
        samples.addLast(sample);
        if (samples.size() > kept) {
          droppedUntilMs = samples.removeFirst().endMs();
        }
      }
      last = now;
    }
  }

  private void store(int atLeast) {
    synchronized (reading) {
      if (unstored.size() >= atLeast) {
        List<Sample> batch = List.copyOf(unstored);
        unstored.clear();
        try {
          store.accept(batch);
        } catch (RuntimeException e) { // the journal cannot be written: whoever samples goes on
          warn("samples of the machine could not be stored", e);
        }
      }
    }
  }

  private void tickOrLog() {
    try {
      tick(Long.MIN_VALUE);
      store(BATCH);
    } catch (RuntimeException e) {
      warn("a sample of the machine could not be taken", e);
    }
  }

  private static void warn(String what, RuntimeException why) {
    // Made here: the search for loggers opens all jars, and the monitor is there from the start.
    System.getLogger(Monitor.class.getName()).log(System.Logger.Level.WARNING, what, why);
  }

  private void endIfUnused() {
    if (open == 0 && clock != null) {
      clock.shutdown();
      clock = null;
    }
  }

  /** Ends all sampling. */
  @Override
  public synchronized void close() {
    open = 0;
    untilStopped = null;
    endIfUnused();
  }
}
