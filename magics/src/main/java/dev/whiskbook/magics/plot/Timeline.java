package dev.whiskbook.magics.plot;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The attempts of a run as bars, a lane for each container.
 *
 * @param bars what to draw, in the order of time
 * @param summary the key numbers in a sentence
 */
public record Timeline(List<Bar> bars, String summary) {

  /** More bars than this make a picture neither readable nor light; the rest is counted. */
  private static final int ATTEMPTS_SHOWN = 2_000;

  /**
   * One phase of one attempt; times in seconds since the first invocation.
   *
   * @param lane the container, numbered from 1 in the order of first use
   */
  public record Bar(
      int lane,
      String container,
      String phase,
      double from,
      double to,
      int i,
      String status,
      boolean cold) {}

  /** The bars of those attempts that were started and whose times the server told. */
  public static Timeline of(List<Attempt> attempts) {
    List<Attempt> started =
        attempts.stream()
            .filter(a -> a.startMs() != Attempt.UNKNOWN && a.endMs() != Attempt.UNKNOWN)
            .sorted(Comparator.comparingLong(Attempt::startMs))
            .toList();
    long zero = started.stream().mapToLong(Attempt::submitMs).min().orElse(0);
    Lanes lanes = new Lanes();
    List<Bar> bars = new ArrayList<>();
    for (Attempt attempt : started.stream().limit(ATTEMPTS_SHOWN).toList()) {
      addBars(bars, attempt, lanes.of(attempt), zero);
    }
    return new Timeline(bars, summary(started, lanes.count(), zero));
  }

  private static void addBars(List<Bar> bars, Attempt a, int lane, long zero) {
    long initEnd = a.startMs() + Math.max(0, a.initMs());
    String run = a.status() == Status.SUCCESS ? "run" : "run without result";
    record Phase(String name, long from, long to) {}
    for (Phase phase :
        List.of(
            new Phase("wait", Math.min(a.submitMs(), a.startMs()), a.startMs()),
            new Phase("init (cold start)", a.startMs(), initEnd),
            new Phase(run, initEnd, Math.max(initEnd, a.endMs())))) {
      if (phase.to() > phase.from() || phase.name().equals(run)) {
        bars.add(
            new Bar(
                lane,
                a.container(),
                phase.name(),
                (phase.from() - zero) / 1e3,
                (phase.to() - zero) / 1e3,
                a.i(),
                a.status().text(),
                a.cold()));
      }
    }
  }

  private static String summary(List<Attempt> started, int lanes, long zero) {
    long end = started.stream().mapToLong(Attempt::endMs).max().orElse(zero);
    long cold = started.stream().filter(Attempt::cold).count();
    String shown =
        started.size() > ATTEMPTS_SHOWN
            ? ", of which the first %,d are drawn".formatted(ATTEMPTS_SHOWN)
            : "";
    return String.format(
        Locale.ROOT,
        "%,d activations%s in %,d containers within %.3f s, %,d of them cold starts.",
        started.size(),
        shown,
        lanes,
        (end - zero) / 1e3,
        cold);
  }

  /** Numbers containers as they come; where the server names none, packs what does not overlap. */
  private static final class Lanes {
    private final Map<String, Integer> byContainer = new LinkedHashMap<>();
    private final List<Long> freeFrom = new ArrayList<>();

    int of(Attempt attempt) {
      if (!attempt.container().isEmpty()) {
        return byContainer.computeIfAbsent(attempt.container(), c -> newLane(attempt));
      }
      for (int lane = 0; lane < freeFrom.size(); lane++) {
        if (freeFrom.get(lane) <= attempt.startMs()) {
          freeFrom.set(lane, attempt.endMs());
          return lane + 1;
        }
      }
      return newLane(attempt);
    }

    int count() {
      return freeFrom.size();
    }

    private int newLane(Attempt attempt) {
      freeFrom.add(attempt.endMs());
      return freeFrom.size();
    }
  }
}
