package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.FanOut;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The same action, arguments and seeds on several targets, taking turns in random order. */
public final class ComparisonExperiment {

  private final Action action;
  private final Map<String, Supplier<Target>> targets = new LinkedHashMap<>();
  private int n = 16;
  private int repeat = 10;
  private long seed = 1;
  private UnaryOperator<FanOut> how = fanOut -> fanOut;
  private ExperimentListener listener = ExperimentListener.NONE;

  ComparisonExperiment(Action action) {
    this.action = action;
  }

  /** With a further target, under a name; the first is the one that others are compared with. */
  public ComparisonExperiment target(String name, Supplier<Target> target) {
    if (targets.putIfAbsent(name, target) != null) {
      throw new IllegalArgumentException("The target %s is named twice.".formatted(name));
    }
    return this;
  }

  /** With so many actions in each run; 16 unless said otherwise. */
  public ComparisonExperiment n(int actions) {
    n = actions;
    return this;
  }

  /** With so many runs on each; 10 unless said otherwise. */
  public ComparisonExperiment repeat(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("repeat must be at least 1, not %,d.".formatted(times));
    }
    repeat = times;
    return this;
  }

  /** Where order and seeds come from; the k-th repeat has the same seed on all targets. */
  public ComparisonExperiment seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** With fan-outs that are set up further, such as with arguments. */
  public ComparisonExperiment fanOut(UnaryOperator<FanOut> setting) {
    how = setting;
    return this;
  }

  /** With someone who hears how it goes. */
  public ComparisonExperiment listener(ExperimentListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * Does all runs, after one on each that does not count.
   *
   * @throws IllegalArgumentException if there are fewer than two targets
   */
  public Comparison run() throws InterruptedException {
    if (targets.size() < 2) {
      throw new IllegalArgumentException("A comparison needs two targets or more.");
    }
    Map<String, Whisk> clients = new LinkedHashMap<>();
    try {
      targets.forEach((name, target) -> clients.put(name, Whisk.connect(target)));
      Map<String, List<Run>> runs = new LinkedHashMap<>();
      for (Map.Entry<String, Whisk> client : clients.entrySet()) {
        listener.progress("warming up " + client.getKey(), 0, (long) repeat * clients.size());
        run(client.getValue(), -1);
        runs.put(client.getKey(), new ArrayList<>());
      }
      Random random = new Random(seed);
      long done = 0;
      for (int k = 0; k < repeat; k++) {
        List<String> turn = new ArrayList<>(clients.keySet());
        Collections.shuffle(turn, random);
        for (String name : turn) {
          runs.get(name).add(run(clients.get(name), k));
          listener.progress(name, ++done, (long) repeat * clients.size());
        }
      }
      return compared(runs);
    } finally {
      clients.values().forEach(Whisk::close);
    }
  }

  private Run run(Whisk whisk, int k) throws InterruptedException {
    return how.apply(whisk.fanOut(action)).seed(seed + k).run(n);
  }

  private Comparison compared(Map<String, List<Run>> runs) {
    List<Comparison.Side> sides = new ArrayList<>();
    runs.forEach((name, all) -> sides.add(side(name, all)));
    int different = 0;
    for (int k = 0; k < repeat; k++) {
      int repeatNumber = k;
      different +=
          runs.values().stream().map(all -> all.get(repeatNumber).values()).distinct().count() > 1
              ? 1
              : 0;
    }
    return new Comparison(action.name(), n, sides, different);
  }

  private static Comparison.Side side(String name, List<Run> runs) {
    List<Run> good = runs.stream().filter(run -> !run.values().isEmpty()).toList();
    return new Comparison.Side(
        name,
        good.stream().mapToDouble(Measurement::elapsedMs).filter(Double::isFinite).toArray(),
        runs.size() - good.size(),
        good.stream().mapToInt(run -> run.totals().missing()).sum(),
        runs.stream().mapToInt(run -> run.totals().cold()).sum());
  }
}
