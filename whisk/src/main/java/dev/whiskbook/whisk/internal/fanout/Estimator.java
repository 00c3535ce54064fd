package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.internal.Folding;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import tools.jackson.databind.JsonNode;

/**
 * Folds results into an estimate in the order in which they come, each in constant time and memory.
 * For one thread.
 */
final class Estimator {
  // From here on the quantile changes by less than 1 % of 1 % when the count grows by 1 %.
  private static final long SETTLED = 100;

  private final Folding folding;
  private final Consumer<String> warnings;
  private final StreamingStatistics statistics = new StreamingStatistics();
  private boolean broken;
  private double quantile;
  private long quantileCount;

  /**
   * @param warnings hears why there is no estimate, if a result has no number
   */
  Estimator(Folding folding, Consumer<String> warnings) {
    this.folding = folding;
    this.warnings = warnings;
  }

  /** A result has come. One that gives no number ends the estimate, not the run. */
  void add(int i, JsonNode result) {
    if (folding.value().isEmpty() || broken) {
      return;
    }
    ToDoubleFunction<? super JsonNode> value = folding.value().get();
    try {
      double number = value.applyAsDouble(result);
      if (!Double.isNaN(number)) {
        statistics.addValue(number);
        return;
      }
      breakOff("the result of action %d gives no number".formatted(i));
    } catch (RuntimeException e) {
      breakOff("the result of action %d gives no number: %s".formatted(i, e.getMessage()));
    }
  }

  private void breakOff(String why) {
    broken = true;
    warnings.accept(
        "There is no running estimate, as %s.%s"
            .formatted(
                why, folding.until().isPresent() ? " The run goes on to its end without it." : ""));
  }

  /** What the results so far say; empty if there are none, or no estimate is made. */
  Optional<Estimate> estimate() {
    long count = statistics.getN();
    if (count == 0 || broken) {
      return Optional.empty();
    }
    double deviation = count < 2 ? Double.NaN : statistics.getStandardDeviation();
    double half = count < 2 ? Double.NaN : quantile(count) * deviation / Math.sqrt((double) count);
    return Optional.of(
        new Estimate(count, statistics.getMean(), deviation, half, folding.confidence()));
  }

  /** Whether it is precise enough to stop. */
  boolean isEnough() {
    return folding.until().isPresent()
        && estimate().filter(folding.until().get()::holds).isPresent();
  }

  private double quantile(long count) {
    if (quantileCount == 0 || count < SETTLED || count > quantileCount + quantileCount / 100) {
      quantile =
          new TDistribution(count - 1).inverseCumulativeProbability((1 + folding.confidence()) / 2);
      quantileCount = count;
    }
    return quantile;
  }
}
