package dev.whiskbook.magics.show;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** How many a second, over the last seconds: a run that slows down shows it. For one thread. */
final class Rate {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Sample(long nanos, int done) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** So many were done at this time. */
  void add(long nanos, int done) {
    samples.addLast(new Sample(nanos, done));
    // The last one that is older stays: the window begins there.
    while (samples.size() > 2 && second().nanos() <= nanos - WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  private Sample second() {
    var both = samples.iterator();
    both.next();
    return both.next();
  }

  /** In 1/s; empty while nothing has been done. */
  OptionalDouble perSecond() {
    if (samples.size() < 2) {
      return OptionalDouble.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long nanos = last.nanos() - first.nanos();
    int done = last.done() - first.done();
    return nanos <= 0 || done <= 0 ? OptionalDouble.empty() : OptionalDouble.of(done * 1e9 / nanos);
  }
}
