package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The activations of a run whose times the server told, on one time axis.
 *
 * @param run whose
 * @param zeroMs what counts as 0 s: the first invocation, in ms since the epoch
 * @param all in the order of their start
 * @param moved how many had times of a clock that runs apart from ours: they were moved to between
 *     their invocation and its answer
 */
public record Activities(Run run, long zeroMs, List<Activity> all, int moved) {

  /** Clocks of two machines are not closer than this; more is taken for a wrong clock. */
  private static final long SKEW_MS = 1000;

  /**
   * Those of a run.
   *
   * @param kind the chart that they are for, to be named if there are none
   * @throws IllegalArgumentException if no activation was started
   */
  public static Activities of(Run run, String kind) {
    List<Attempt> started =
        run.attempts().stream().filter(a -> a.startMs() >= 0 && a.endMs() >= 0).toList();
    if (started.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw in a %s chart: no action of run %s was started."
              .formatted(kind, run.id()));
    }
    long zero =
        started.stream()
            .mapToLong(a -> a.submitMs() >= 0 ? a.submitMs() : a.startMs())
            .min()
            .orElseThrow();
    List<Activity> all = new ArrayList<>(started.size());
    int moved = 0;
    for (Attempt attempt : started) {
      long by = shift(attempt);
      moved += by == 0 ? 0 : 1;
      all.add(activity(attempt, by, zero));
    }
    all.sort(Comparator.comparingDouble(Activity::start).thenComparingInt(Activity::i));
    return new Activities(run, zero, List.copyOf(all), moved);
  }

  /** When the last one was over, in s. */
  public double end() {
    return all.stream().mapToDouble(Activity::seen).max().orElse(0);
  }

  /** What stands below a chart's title. */
  public String caption() {
    String note =
        moved == 0
            ? ""
            : "; %s %s moved, as the server's clock is wrong"
                .formatted(Numbers.count(moved, "activation"), moved == 1 ? "was" : "were");
    return "run %s on %s%s".formatted(run.id(), run.target(), note);
  }

  /** How far a wrong clock is off: what brings the activation to where it must have been. */
  private static long shift(Attempt a) {
    if (a.submitMs() >= 0 && a.startMs() < a.submitMs() - SKEW_MS) {
      return a.submitMs() - a.startMs();
    }
    return a.seenMs() >= 0 && a.endMs() > a.seenMs() + SKEW_MS ? a.seenMs() - a.endMs() : 0;
  }

  private static Activity activity(Attempt a, long by, long zero) {
    long submit = a.submitMs() >= 0 ? a.submitMs() : a.startMs() + by;
    long start = Math.max(submit, a.startMs() + by);
    long end = Math.max(start, a.endMs() + by);
    if (by != 0 && a.seenMs() >= 0) {
      start = Math.min(start, Math.max(submit, a.seenMs()));
      end = Math.min(end, Math.max(start, a.seenMs()));
    }
    long work = Math.min(end, start + Math.max(0, a.initMs()));
    long seen = Math.max(end, a.seenMs());
    return new Activity(
        a.i(),
        a.status(),
        a.cold(),
        a.container(),
        (submit - zero) / 1e3,
        (start - zero) / 1e3,
        (work - zero) / 1e3,
        (end - zero) / 1e3,
        (seen - zero) / 1e3);
  }
}
