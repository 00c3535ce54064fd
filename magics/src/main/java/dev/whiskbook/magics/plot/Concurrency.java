package dev.whiskbook.magics.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How many activations are at something at each time. */
final class Concurrency {

  /** More steps than this are one each for a stretch of time: its highest. */
  private static final int MOST_STEPS = 240;

  private Concurrency() {}

  /**
   * From this time on it is so many.
   *
   * @param t seconds since the first invocation
   */
  record Step(double t, String what, int count) {}

  private record Event(double t, int by) {}

  /** The steps of a curve; from 0 s to the end. */
  static List<Step> steps(
      String what,
      List<Activity> all,
      ToDoubleFunction<Activity> from,
      ToDoubleFunction<Activity> to,
      double end) {
    List<Event> events =
        all.stream()
            .filter(a -> to.applyAsDouble(a) > from.applyAsDouble(a))
            .flatMap(
                a ->
                    Stream.of(
                        new Event(from.applyAsDouble(a), 1), new Event(to.applyAsDouble(a), -1)))
            .sorted((a, b) -> a.t() != b.t() ? Double.compare(a.t(), b.t()) : a.by() - b.by())
            .toList();
    List<Step> exact = new ArrayList<>();
    exact.add(new Step(0, what, 0));
    int now = 0;
    for (Event event : events) {
      now += event.by();
      if (exact.getLast().t() == event.t()) {
        exact.removeLast();
      }
      exact.add(new Step(event.t(), what, now));
    }
    exact.add(new Step(end, what, now));
    return exact.size() <= MOST_STEPS ? exact : highest(exact, what, end);
  }

  /** The most at one time. */
  static int peak(List<Step> steps) {
    return steps.stream().mapToInt(Step::count).max().orElse(0);
  }

  private static List<Step> highest(List<Step> exact, String what, double end) {
    List<Step> binned = new ArrayList<>();
    double width = end / MOST_STEPS;
    int next = 0;
    int now = 0;
    for (int bin = 0; bin < MOST_STEPS; bin++) {
      int most = now;
      while (next < exact.size() && exact.get(next).t() < (bin + 1) * width) {
        now = exact.get(next++).count();
        most = Math.max(most, now);
      }
      binned.add(new Step(bin * width, what, most));
    }
    binned.add(new Step(end, what, exact.getLast().count()));
    return binned;
  }
}
