package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOut;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/** Arguments that come one after the other, and once. Read to the end where none says how many. */
public final class IteratorArgs implements ArgsGenerator {
  private final Iterator<?> elements;
  // What was read ahead to learn how many there are.
  private final List<Object> ahead = new ArrayList<>();
  private boolean counted;
  private int taken;

  /** Of these, which nobody else takes. */
  public IteratorArgs(Iterator<?> elements) {
    this.elements = elements;
  }

  @Override
  public synchronized Object args(int i, int n) {
    if (counted) {
      return i < ahead.size() ? ahead.get(i) : tooFew(i, n);
    }
    if (i != taken) {
      throw new IllegalArgumentException(
          "The stream of arguments has been used: it gives its elements once. Make it anew, or use a List.");
    }
    if (!elements.hasNext()) {
      return tooFew(i, n);
    }
    taken++;
    return elements.next();
  }

  private static Object tooFew(int size, int n) {
    throw new IllegalArgumentException(
        "There are arguments for %,d actions, but %,d are to run.".formatted(size, n));
  }

  @Override
  public synchronized OptionalInt size() {
    while (!counted && taken == 0 && ahead.size() <= FanOut.MAX_ACTIONS && elements.hasNext()) {
      ahead.add(elements.next());
    }
    counted = taken == 0;
    return OptionalInt.of(taken + ahead.size());
  }
}
