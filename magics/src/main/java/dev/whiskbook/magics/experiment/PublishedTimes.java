package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.plot.Specification;
import dev.whiskbook.magics.show.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A sweep laid over the published times of π by 2 to 5,000 actions. */
final class PublishedTimes {

  private PublishedTimes() {}

  /**
   * One time.
   *
   * @param value as a multiple of the shortest of its series
   * @param seconds as it was measured
   */
  private record Datum(
      double n, double value, Double low, Double high, double seconds, String what) {}

  static Chart chart(SweepResult result) {
    List<Datum> data = new ArrayList<>();
    for (SweepSeries series : result.series()) {
      List<SweepPoint> known = series.points().stream().filter(SweepPoint::isKnown).toList();
      double best = known.stream().mapToDouble(SweepPoint::medianMs).min().orElse(Double.NaN);
      for (SweepPoint point : known) {
        boolean interval = point.intervalMs().isKnown();
        data.add(
            new Datum(
                point.n(),
                point.medianMs() / best,
                interval ? point.intervalMs().low() / best : null,
                interval ? point.intervalMs().high() / best : null,
                point.medianMs() / 1e3,
                "here: " + "%s %s".formatted(result.action(), series.setting()).strip()));
      }
    }
    if (data.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to draw: no run of the sweep has a time.");
    }
    for (int cores : new int[] {1, 2, 4}) {
      List<Published.PiTime> times =
          Published.piTimes().stream().filter(t -> t.cores() == cores).toList();
      double best = times.stream().mapToDouble(Published.PiTime::seconds).min().orElseThrow();
      for (Published.PiTime time : times) {
        data.add(
            new Datum(
                time.actions(),
                time.seconds() / best,
                null,
                null,
                time.seconds(),
                "published 2018, %d core%s".formatted(cores, cores == 1 ? "" : "s")));
      }
    }
    String title = "Time against the number of actions, here and published";
    String caption = "as a multiple of the shortest of its own series; bars: 95 % intervals";
    String words = words(result);
    return new Chart(
        title, words, Specification.of("published-times", title, caption, words, data));
  }

  static String words(SweepResult result) {
    Optional<SweepPoint> fastest =
        result.series().stream()
            .flatMap(s -> s.points().stream())
            .filter(SweepPoint::isKnown)
            .min(Comparator.comparingDouble(SweepPoint::medianMs));
    String here = fastest.map(p -> here(p, result)).orElse("");
    return here
        + "Published: 45.85 s at the best (32 actions, 4 cores), no faster from 8 actions on, and from 500 on slower; that is 13 to 42 ms for each further action."
        + " One run each, without repeats, and asked for every 5 s: differences of some seconds mean nothing there, and 503 s for 5,000 actions on 2 cores is a single outlier."
        + " Points, processors and containers were others, so only the shapes can be compared, not the seconds: how far the time falls, and where overhead makes it rise.";
  }

  /** The fastest, and what each action beyond it cost, up to the most. */
  private static String here(SweepPoint fastest, SweepResult result) {
    String words =
        String.format(
            Locale.ROOT,
            "Here n = %,d was fastest, with %s s",
            fastest.n(),
            Numbers.seconds(fastest.medianMs()));
    return words
        + result.series().stream()
            .flatMap(s -> s.points().stream())
            .filter(point -> point.isKnown() && point.n() > fastest.n())
            .max(Comparator.comparingInt(SweepPoint::n))
            .map(
                most ->
                    String.format(
                        Locale.ROOT,
                        ", and up to n = %,d each further action took %s ms more. ",
                        most.n(),
                        Numbers.significant(
                            (most.medianMs() - fastest.medianMs()) / (most.n() - fastest.n()), 2)))
            .orElse(". ");
  }
}
