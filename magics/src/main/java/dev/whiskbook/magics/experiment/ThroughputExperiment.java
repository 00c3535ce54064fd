package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.experiment.ThroughputResult.Load;
import dev.whiskbook.magics.experiment.ThroughputResult.Way;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Whisk;
import dev.whiskbook.whisk.WhiskException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Many small activations at once, in every way, interleaved in a random but repeatable order. */
public final class ThroughputExperiment {

  /** Ten lines of a hundred characters: what an action that says what it does would log. */
  private static final String CODE =
      """
      function main() {
        for (let line = 0; line < 10; line++) console.log('x'.repeat(100));
        return {};
      }
      """;

  private final Whisk whisk;
  private int count = 1_000;
  private int repeat = 3;
  private List<Integer> concurrency = List.of(64);
  private List<Way> ways = List.of(Way.values());
  private List<Integer> logsMb = List.of(0, 10);
  private Duration poll = Duration.ofSeconds(5);
  private long seed = 1;
  private ExperimentListener listener = ExperimentListener.NONE;

  ThroughputExperiment(Whisk whisk) {
    this.whisk = whisk;
  }

  /** With so many activations in each load; 1,000 unless said otherwise. */
  public ThroughputExperiment count(int activations) {
    count = positive("count", activations);
    return this;
  }

  /** With each load so many times; 3 unless said otherwise. */
  public ThroughputExperiment repeat(int times) {
    repeat = positive("repeat", times);
    return this;
  }

  /** With so many in flight; 64 unless said otherwise. */
  public ThroughputExperiment concurrency(int... atOnce) {
    concurrency = Range.checked("concurrency", atOnce);
    return this;
  }

  /** With results got in these ways; in all unless said otherwise. */
  public ThroughputExperiment ways(Way... some) {
    ways = List.of(some);
    return this;
  }

  /** With log limits in MB; 0 and 10 unless said otherwise. */
  public ThroughputExperiment logs(Integer... limitsMb) {
    logsMb = List.of(limitsMb);
    return this;
  }

  /** With this time between two questions for one record, when polling; 5 s as the orchestrator. */
  public ThroughputExperiment poll(Duration pause) {
    poll = pause;
    return this;
  }

  /** With an order that comes from this. */
  public ThroughputExperiment seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** With someone who hears how it goes. */
  public ThroughputExperiment listener(ExperimentListener newListener) {
    listener = newListener;
    return this;
  }

  private record Kind(Way way, int logsMb, int concurrency) {}

  /**
   * Does all loads.
   *
   * @throws WhiskException if the server is not there or turns us away
   */
  public ThroughputResult run() throws InterruptedException {
    List<Kind> kinds = new ArrayList<>();
    for (Way way : ways) {
      for (int mb : logsMb) {
        for (int atOnce : concurrency) {
          kinds.add(new Kind(way, mb, atOnce));
        }
      }
    }
    for (int mb : logsMb) {
      whisk.fanOut(action(mb)).concurrency(concurrency.getLast()).run(count); // warms up
    }
    Map<Kind, List<Double>> rates = new HashMap<>();
    Map<Kind, Integer> missing = new HashMap<>();
    List<Kind> order = new ArrayList<>();
    for (int k = 0; k < repeat; k++) {
      order.addAll(kinds);
    }
    Collections.shuffle(order, new Random(seed));
    int done = 0;
    for (Kind kind : order) {
      long from = System.nanoTime();
      int ok = kind.way() == Way.POLLING ? polled(kind) : fannedOut(kind);
      double seconds = (System.nanoTime() - from) / 1e9;
      if (ok > 0) {
        rates.computeIfAbsent(kind, k -> new ArrayList<>()).add(ok / seconds);
      }
      missing.merge(kind, count - ok, Integer::sum);
      listener.progress(
          kind.way() + ", " + kind.concurrency() + " in flight", ++done, order.size());
    }
    return new ThroughputResult(
        whisk.target().name(),
        count,
        kinds.stream()
            .map(
                kind ->
                    new Load(
                        kind.way(),
                        kind.logsMb(),
                        kind.concurrency(),
                        rates.getOrDefault(kind, List.of()).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray(),
                        missing.getOrDefault(kind, 0)))
            .toList());
  }

  private int fannedOut(Kind kind) throws InterruptedException {
    Run run =
        whisk
            .fanOut(action(kind.logsMb()))
            .concurrency(kind.concurrency())
            .blocking(kind.way() == Way.BLOCKING)
            .run(count);
    return run.values().size();
  }

  /** As the orchestrator of the supercomputing project gathers: a question for each id. */
  private int polled(Kind kind) throws InterruptedException {
    String name = action(kind.logsMb()).name();
    Semaphore inFlight = new Semaphore(kind.concurrency());
    AtomicInteger ok = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < count; i++) {
        all.add(threads.submit(() -> one(name, inFlight, ok)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
    return ok.get();
  }

  private Void one(String name, Semaphore inFlight, AtomicInteger ok) throws InterruptedException {
    String id;
    inFlight.acquire(); // of the requests: polling knows of no activations in flight
    try {
      id = whisk.begin(name, Map.of());
    } finally {
      inFlight.release();
    }
    while (true) {
      inFlight.acquire();
      try {
        if (whisk.activation(id).status() == Status.SUCCESS) {
          ok.incrementAndGet();
        }
        return null;
      } catch (WhiskException e) {
        if (e.problem() != WhiskException.Problem.NOT_FOUND) {
          throw e;
        }
      } finally {
        inFlight.release();
      }
      Thread.sleep(poll);
    }
  }

  private static Action action(int logsMb) {
    return Action.js("whiskbook-throughput-logs%d".formatted(logsMb), CODE).logs(logsMb);
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, not %,d.".formatted(what, value));
    }
    return value;
  }
}
