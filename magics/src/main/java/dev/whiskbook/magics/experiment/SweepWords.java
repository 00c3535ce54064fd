package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Fit;
import dev.whiskbook.magics.stats.ScalingFit;
import dev.whiskbook.magics.stats.ScalingLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sweep found, in sentences. */
final class SweepWords {

  private static final double NO_GAIN = 1.05;
  private static final double POOR = 0.5;

  private SweepWords() {}

  static String of(SweepSeries series, Scaling scaling) {
    Optional<SweepPoint> best = series.best();
    if (best.isEmpty()) {
      return "No run gave a result, so there is no time to speak of.";
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(best(series, best.get(), scaling));
    series.knee().flatMap(knee -> knee(knee, best.get(), series)).ifPresent(sentences::add);
    sentences.add(laws(series));
    int failed = series.points().stream().mapToInt(SweepPoint::failed).sum();
    if (failed > 0) {
      sentences.add(
          "%s gave no result and %s left out."
              .formatted(Numbers.count(failed, "run"), failed == 1 ? "is" : "are"));
    }
    int missing = series.points().stream().mapToInt(SweepPoint::missing).sum();
    if (missing > 0) {
      sentences.add(
          "In the runs that count %s gave no result; their time is that of the others."
              .formatted(Numbers.count(missing, "action")));
    }
    return String.join(" ", sentences);
  }

  private static String best(SweepSeries series, SweepPoint best, Scaling scaling) {
    SweepPoint first =
        series.points().stream().filter(SweepPoint::isKnown).findFirst().orElseThrow();
    if (best.n() == first.n()) {
      boolean isOnly = series.points().stream().filter(SweepPoint::isKnown).count() == 1;
      return String.format(
          Locale.ROOT,
          isOnly
              ? "n = %,d, %s: the only one that has a time."
              : "Best n: %,d, %s; more actions bring nothing.",
          best.n(),
          time(best));
    }
    String others =
        series.asGoodAsBest().isEmpty()
            ? ""
            : "; not to be told from it: n = "
                + series.asGoodAsBest().stream()
                    .map(p -> "%,d".formatted(p.n()))
                    .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Best n: %,d, %s, %s times the %s of n = %,d%s%s.",
        best.n(),
        time(best),
        Numbers.significant(best.speedup(), 3),
        scaling == Scaling.WEAK ? "throughput" : "speed",
        first.n(),
        best.speedupInterval().isKnown()
            ? " (%s to %s)"
                .formatted(
                    Numbers.significant(best.speedupInterval().low(), 3),
                    Numbers.significant(best.speedupInterval().high(), 3))
            : "",
        others);
  }

  private static String time(SweepPoint point) {
    return Numbers.seconds(point.medianMs()) + " s";
  }

  private static Optional<String> knee(SweepPoint knee, SweepPoint best, SweepSeries series) {
    if (best.speedup() < NO_GAIN || knee.n() == series.points().getFirst().n()) {
      return Optional.empty();
    }
    if (knee.n() == best.n()) {
      return Optional.of(
          "There is no knee up to there: each step still brings more than a tenth of it.");
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The knee is at n = %,d: with %.1f %% of the actions it reaches %.0f %% of that.",
            knee.n(),
            100.0 * knee.n() / best.n(),
            100 * knee.speedup() / best.speedup()));
  }

  private static String laws(SweepSeries series) {
    Optional<ScalingFit> preferred = series.preferred();
    if (preferred.isEmpty()) {
      Fit amdahl = series.fit(ScalingLaw.AMDAHL);
      return amdahl instanceof Fit.None none
          ? "No law can be fitted: " + lower(none.reason())
          : "No law can be fitted.";
    }
    ScalingFit fit = preferred.get();
    if (fit.rSquared() < POOR) {
      return String.format(
          Locale.ROOT,
          "None of the laws describes this well: R² is %.3f at the most.",
          fit.rSquared());
    }
    String text =
        String.format(
            Locale.ROOT, "Of the laws, %s suits best (R² = %.3f).", fit.law(), fit.rSquared());
    if (fit.limit().isPresent()) {
      text +=
          " By it no n brings more than %s."
              .formatted(Numbers.significant(fit.limit().getAsDouble(), 3));
    }
    if (series.fit(ScalingLaw.USL) instanceof ScalingFit usl) {
      text +=
          usl.peak().isPresent()
              ? String.format(
                  Locale.ROOT, " By the USL the peak is at n = %,.0f.", usl.peak().getAsDouble())
              : " The USL finds no peak (κ = 0).";
    }
    return text;
  }

  private static String lower(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
