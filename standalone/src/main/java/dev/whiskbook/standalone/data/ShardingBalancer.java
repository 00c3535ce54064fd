package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.WhiskAction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order the invokers are tried for an action, after {@code
 * ShardingContainerPoolBalancer.scala}: a hash of the action chooses its home invoker and a step
 * that is coprime with their number. An action so comes back to its warm containers, and two
 * actions with the same home part ways at the next step.
 */
final class ShardingBalancer {
  private static final int[] ONLY = {0};

  private final int invokers;
  private final List<Integer> steps;

  ShardingBalancer(int invokers) {
    this.invokers = invokers;
    this.steps = coprimes(invokers);
  }

  /** All invokers' numbers, from 0, in the action's order. */
  int[] order(WhiskAction action) {
    if (invokers == 1) {
      return ONLY.clone();
    }
    int hash = Math.abs(action.namespace().hashCode() ^ action.path().hashCode());
    int positive = hash == Integer.MIN_VALUE ? 0 : hash;
    int home = positive % invokers;
    int step = steps.get(positive % steps.size());
    int[] order = new int[invokers];
    for (int i = 0; i < invokers; i++) {
      order[i] = (int) ((home + (long) i * step) % invokers);
    }
    return order;
  }

  /** The numbers up to {@code n} that are coprime with it and with each other. */
  private static List<Integer> coprimes(int n) {
    List<Integer> found = new ArrayList<>();
    for (int candidate = 1; candidate <= n; candidate++) {
      int c = candidate;
      if (gcd(c, n) == 1 && found.stream().allMatch(f -> gcd(f, c) == 1)) {
        found.add(c);
      }
    }
    return List.copyOf(found);
  }

  private static int gcd(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue();
  }
}
