package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Whisk;

/** The standard experiments on a serverless platform, each beside what others published of it. */
public final class Experiments {

  private Experiments() {}

  /**
   * The latency of no-ops, blocking, one after the other. For cold starts the action is deployed
   * anew before each invocation.
   *
   * @param count how many, at least 1
   * @throws dev.whiskbook.whisk.WhiskException if the server is not there or turns us away
   */
  public static LatencyResult latency(
      Whisk whisk, boolean cold, int count, ExperimentListener listener)
      throws InterruptedException {
    return new LatencyExperiment(whisk, listener).run(cold, count);
  }

  /** The latency of no-ops, heard by nobody. */
  public static LatencyResult latency(Whisk whisk, boolean cold, int count)
      throws InterruptedException {
    return latency(whisk, cold, count, ExperimentListener.NONE);
  }

  /** Many small activations: how many come back in a second. */
  public static ThroughputExperiment throughput(Whisk whisk) {
    return new ThroughputExperiment(whisk);
  }

  /** Heavy activations: what they get done in a second, each and together. */
  public static WorkloadExperiment workload(Whisk whisk, Workload workload) {
    return new WorkloadExperiment(whisk, workload);
  }

  /** The same action on several targets. */
  public static ComparisonExperiment compare(Action action) {
    return new ComparisonExperiment(action);
  }
}
