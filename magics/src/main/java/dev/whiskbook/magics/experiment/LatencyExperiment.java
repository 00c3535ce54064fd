package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Whisk;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** No-ops, one after the other, blocking: warm, or each in a container of its own. */
final class LatencyExperiment {

  private static final String NAME = "whiskbook-latency";
  private static final int WARM_UPS = 20;

  private final Whisk whisk;
  private final ExperimentListener listener;

  LatencyExperiment(Whisk whisk, ExperimentListener listener) {
    this.whisk = whisk;
    this.listener = listener;
  }

  LatencyResult run(boolean cold, int count) throws InterruptedException {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, not %,d.".formatted(count));
    }
    double[] seen = new double[count];
    double[] waited = new double[count];
    double[] initialised = new double[count];
    int good = 0;
    int other = 0;
    int failed = 0;
    whisk.deploy(noop("warm"));
    for (int k = 0; k < WARM_UPS; k++) {
      invoke();
    }
    for (int k = 0; k < count; k++) {
      if (cold) {
        whisk.deploy(noop("cold %d %d".formatted(System.nanoTime(), k)));
      }
      long from = System.nanoTime();
      Activation activation = invoke();
      double ms = (System.nanoTime() - from) / 1e6;
      listener.progress(cold ? "cold starts" : "warm invocations", k + 1L, count);
      if (activation.status() != Status.SUCCESS) {
        failed++;
      } else if (activation.cold() != cold) {
        other++;
      } else {
        seen[good] = ms;
        waited[good] = annotation(activation, "waitTime");
        initialised[good] = annotation(activation, "initTime");
        good++;
      }
    }
    return new LatencyResult(
        cold ? "cold" : "warm",
        whisk.target().name(),
        Arrays.copyOf(seen, good),
        Arrays.copyOf(waited, good),
        Arrays.copyOf(initialised, good),
        other,
        failed);
  }

  private Activation invoke() throws InterruptedException {
    Activation activation = whisk.invoke(NAME, Map.of());
    if (Thread.interrupted()) {
      throw new InterruptedException("The latency experiment was interrupted.");
    }
    return activation;
  }

  /** A changed comment is another version of the action, and a new version needs new containers. */
  private static Action noop(String comment) {
    return Action.js(NAME, "function main() { return {}; } // " + comment);
  }

  private static double annotation(Activation activation, String key) {
    JsonNode value = activation.annotations().get(key);
    return value == null ? 0 : value.asDouble(0);
  }
}
