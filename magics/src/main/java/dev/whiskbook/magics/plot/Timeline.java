package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lane for each container: what its activations did when, and below it how many did so at once.
 * Of many activations, bars that a picture cannot tell apart become one.
 */
public final class Timeline {

  /** A picture with more is neither readable nor light, and slow to draw. */
  private static final int MOST_BARS = 800;

  private static final int MOST_LANES = 130;
  private static final int MOST_MARKS = 150;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 520;
  private static final double LANE = 26;
  private static final double LABEL = 12;

  private static final String WAIT = "wait";
  private static final String INIT = "init (cold start)";
  private static final String RUN = "run";
  private static final String FAILED = "run without result";
  private static final String RETURN = "return";

  /** Later ones are drawn over earlier ones. */
  private static final List<String> PHASES = List.of(WAIT, RETURN, RUN, INIT, FAILED);

  private Timeline() {}

  /**
   * One phase of one activation, or of several that are too close to be told apart; times in
   * seconds since the first invocation.
   *
   * @param lane the container, numbered from 1 in the order of first use
   */
  private record Bar(
      int lane, String phase, double from, double to, int i, int activations, String container) {
    Bar with(Bar next) {
      return new Bar(
          lane, phase, from, Math.max(to, next.to), i, activations + next.activations, container);
    }
  }

  /**
   * A bar as one kind of mark draws them all, on an axis of lanes on which each is 1 wide: a layer
   * for each phase, on an axis that first looks for its lanes, takes a quarter longer to draw.
   */
  private record Drawn(
      String phase,
      double from,
      double to,
      double top,
      double bottom,
      int i,
      int activations,
      String container) {
    static Drawn of(Bar bar) {
      return switch (bar.phase()) {
        case WAIT -> of(bar, 7.5, 10.5);
        case RETURN -> of(bar, 11, 13);
        default -> of(bar, -7, 7);
      };
    }

    /** Pixels below the middle of a lane of {@value #LANE}. */
    private static Drawn of(Bar bar, double top, double bottom) {
      return new Drawn(
          bar.phase(),
          bar.from(),
          bar.to(),
          bar.lane() + top / LANE,
          bar.lane() + bottom / LANE,
          bar.i(),
          bar.activations(),
          bar.container());
    }
  }

  private record Mark(double lane, double t) {
    static Mark above(int lane, double t) {
      return new Mark(lane - 10 / LANE, t);
    }
  }

  /** The chart of a run. */
  public static Chart of(Run run) {
    Activities activities = Activities.of(run, "timeline");
    double end = Math.max(activities.end(), 1e-3);
    Lanes lanes = new Lanes();
    List<Bar> bars = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (Activity a : activities.all()) {
      int lane = lanes.of(a);
      bars.addAll(bars(a, lane));
      if (a.cold() && marks.size() < MOST_MARKS) {
        marks.add(Mark.above(lane, a.start()));
      }
    }
    int containers = lanes.count();
    int inLane = Math.ceilDiv(containers, MOST_LANES);
    bars = inLane == 1 ? bars : bars.stream().map(b -> inLane(b, inLane)).toList();
    double resolution = 0;
    List<Bar> drawn = merged(sorted(bars), 0);
    while (drawn.size() > MOST_BARS) {
      resolution = resolution == 0 ? end / WIDTH : resolution * 1.5;
      drawn = merged(drawn, resolution);
    }
    List<Concurrency.Step> running =
        Concurrency.steps("running", activities.all(), Activity::start, Activity::end, end);
    String title = "Timeline of %,d × %s".formatted(run.n(), run.action());
    String summary = summary(activities, containers, Concurrency.peak(running), resolution);
    ObjectNode specification =
        Specification.of(
            "timeline",
            title,
            activities.caption(),
            summary,
            Map.of(
                "bars",
                drawn.stream().map(Drawn::of).toList(),
                "cold",
                inLane == 1 && containers <= MOST_LANES / 3 ? marks : List.of(),
                "concurrency",
                running));
    scale(specification, Math.ceilDiv(containers, inLane), inLane, end);
    return new Chart(title, summary, specification);
  }

  private static void scale(ObjectNode specification, int lanes, int inLane, double end) {
    double step = Math.min(LANE, HEIGHT / lanes);
    Specification.put(specification, "/vconcat/0", "height", step * lanes);
    Specification.domain(specification, "/vconcat/0/encoding/y/scale", 0.5, lanes + 0.5);
    Specification.domain(specification, "/vconcat/0/encoding/x/scale", 0, end);
    Specification.domain(specification, "/vconcat/1/encoding/x/scale", 0, end);
    ObjectNode axis = (ObjectNode) specification.at("/vconcat/0/encoding/y/axis");
    ArrayNode labelled = axis.putArray("values");
    int apart = (int) Math.ceil(LABEL / step);
    for (int lane = 1; lane <= lanes; lane += apart) {
      labelled.add(lane);
    }
    if (inLane > 1) {
      axis.put("title", "containers, %d in a lane".formatted(inLane));
    }
  }

  private static List<Bar> bars(Activity a, int lane) {
    String run = a.ok() ? RUN : FAILED;
    return Stream.of(
            bar(a, lane, WAIT, a.submit(), a.start()),
            bar(a, lane, INIT, a.start(), a.work()),
            bar(a, lane, run, a.work(), a.end()),
            bar(a, lane, RETURN, a.end(), a.seen()))
        .filter(bar -> bar.to() > bar.from() || bar.phase().equals(run))
        .toList();
  }

  private static Bar bar(Activity a, int lane, String phase, double from, double to) {
    return new Bar(lane, phase, from, to, a.i(), 1, a.container());
  }

  private static Bar inLane(Bar bar, int inLane) {
    return new Bar(
        (bar.lane() - 1) / inLane + 1, bar.phase(), bar.from(), bar.to(), bar.i(), 1, "");
  }

  private static List<Bar> sorted(List<Bar> bars) {
    Comparator<Bar> inPhase = Comparator.comparingInt(Bar::lane).thenComparingDouble(Bar::from);
    Map<String, List<Bar>> byPhase = bars.stream().collect(Collectors.groupingBy(Bar::phase));
    return PHASES.stream()
        .flatMap(phase -> byPhase.getOrDefault(phase, List.of()).stream().sorted(inPhase))
        .toList();
  }

  /**
   * Sorted bars, of which those of a lane and a phase that overlap or are closer than the
   * resolution become one; sorted as well.
   */
  private static List<Bar> merged(List<Bar> bars, double resolution) {
    List<Bar> merged = new ArrayList<>();
    for (Bar bar : bars) {
      Bar last = merged.isEmpty() ? null : merged.getLast();
      boolean line = bar.phase().equals(WAIT) || bar.phase().equals(RETURN);
      boolean mergeable = resolution > 0 || line;
      if (last != null
          && mergeable
          && last.lane() == bar.lane()
          && last.phase().equals(bar.phase())
          && bar.from() - last.to() <= resolution) {
        merged.set(merged.size() - 1, last.with(bar));
      } else {
        merged.add(bar);
      }
    }
    return merged;
  }

  private static String summary(
      Activities activities, int containers, int peak, double resolution) {
    long cold = activities.all().stream().filter(Activity::cold).count();
    String coarse =
        resolution == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " Bars closer than %s ms are drawn as one.",
                Numbers.significant(resolution * 1e3, 3));
    return String.format(
        Locale.ROOT,
        "%s in %s within %.3f s, %s, at most %,d at once.%s",
        Numbers.count(activities.all().size(), "activation"),
        Numbers.count(containers, "container"),
        activities.all().stream().mapToDouble(Activity::end).max().orElse(0),
        Numbers.count(cold, "cold start"),
        peak,
        coarse);
  }
}
