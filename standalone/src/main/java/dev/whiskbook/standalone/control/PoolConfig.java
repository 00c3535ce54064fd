package dev.whiskbook.standalone.control;

import dev.whiskbook.standalone.container.Isolation;
import java.time.Duration;

/**
 * The containers' memory and life.
 *
 * @param memoryMb memory that all containers share, in MB
 * @param invokers over how many simulated invokers it is split in equal parts
 * @param stemCells containers made in advance for each invoker
 * @param idleTimeout after which an unused container is destroyed
 * @param isolation what a container is
 * @param maxActionConcurrency most activations at once in one container that an action may ask for
 */
public record PoolConfig(
    int memoryMb,
    int invokers,
    int stemCells,
    Duration idleTimeout,
    Isolation isolation,
    int maxActionConcurrency) {
  /** OpenWhisk's: 2048 MB, one invoker, 2 stem cells, 10 minutes, one activation at once. */
  public static final PoolConfig DEFAULT =
      new PoolConfig(2048, 1, 2, Duration.ofMinutes(10), Isolation.CONTEXT, 1);

  private static final int LARGEST_ACTION_MB = 512;
  private static final int MAX_INVOKERS = 1000;
  private static final int MAX_STEM_CELLS = 64;
  private static final int MAX_CONCURRENCY = 1000;

  /** Refuses what is out of its range, by an {@link IllegalArgumentException} with a sentence. */
  public PoolConfig {
    require(
        invokers >= 1 && invokers <= MAX_INVOKERS,
        "--invokers must be from 1 to %d, not %d.".formatted(MAX_INVOKERS, invokers));
    require(
        memoryMb / invokers >= LARGEST_ACTION_MB,
        "--memory must be at least %d MB, the largest action, for each of %d invokers, not %d MB in all."
            .formatted(LARGEST_ACTION_MB, invokers, memoryMb));
    require(
        stemCells >= 0 && stemCells <= MAX_STEM_CELLS,
        "--prewarm must be from 0 to %d, not %d.".formatted(MAX_STEM_CELLS, stemCells));
    require(
        !idleTimeout.isNegative() && !idleTimeout.isZero(),
        "--idle-timeout must be at least 1 second.");
    require(
        maxActionConcurrency >= 1 && maxActionConcurrency <= MAX_CONCURRENCY,
        "--max-action-concurrency must be from 1 to %d, not %d."
            .formatted(MAX_CONCURRENCY, maxActionConcurrency));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
