package dev.whiskbook.whisk;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The seeds of action numbers: the i-th split of the generator L64X128MixRandom (JEP 356) that
 * starts with the run's seed. They depend on the run's seed and on i alone: not on how many actions
 * there are, on retries, on chunks or on the target.
 *
 * <p>Iterates over them, from action 0 on. For one thread.
 */
public final class Seeds {
  // JavaScript numbers are exact to 2^53 - 1.
  private static final int SHIFT = 64 - 53;

  private final SplittableGenerator root;

  /** Those of a run with this seed. */
  public Seeds(long runSeed) {
    root = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(runSeed);
  }

  /** The seed of the next action number: from 0 to 2^53 − 1. */
  public long next() {
    return root.split().nextLong() >>> SHIFT;
  }

  /**
   * The seed of one action number, for instance to repeat what it did.
   *
   * @param i the action number, from 0
   */
  public static long of(long runSeed, int i) {
    Seeds seeds = new Seeds(runSeed);
    for (int before = 0; before < i; before++) {
      seeds.root.split();
    }
    return seeds.next();
  }
}
