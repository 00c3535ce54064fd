package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.stats.Bootstrap;
import dev.whiskbook.magics.stats.Fit;
import dev.whiskbook.magics.stats.Interval;
import dev.whiskbook.magics.stats.KarpFlatt;
import dev.whiskbook.magics.stats.LeastSquares;
import dev.whiskbook.magics.stats.Quantiles;
import dev.whiskbook.magics.stats.ScalingFit;
import dev.whiskbook.magics.stats.ScalingLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All n of one setting, and the laws that were fitted to their speed-ups.
 *
 * @param setting what was held; of no memory limit and no concurrency if they were not varied
 * @param points in the order of n
 * @param fits one for each law
 */
public record SweepSeries(Trial.Setting setting, List<SweepPoint> points, List<Fit> fits) {

  /** From this share of the best speed-up on, more actions bring little: the knee. */
  private static final double NEARLY = 0.9;

  /** Copies the lists. */
  public SweepSeries {
    points = List.copyOf(points);
    fits = List.copyOf(fits);
  }

  static SweepSeries of(
      Trial.Setting setting, Scaling scaling, long seed, List<Measurement> measured) {
    List<Integer> numbers = measured.stream().map(m -> m.trial().n()).distinct().sorted().toList();
    int smallest =
        numbers.stream().filter(n -> times(measured, n).length > 0).findFirst().orElse(0);
    List<SweepPoint> points = new ArrayList<>();
    for (int n : numbers) {
      points.add(point(n, smallest, scaling, Bootstrap.seeded(seed + n), measured));
    }
    List<SweepPoint> known = points.stream().filter(p -> Double.isFinite(p.speedup())).toList();
    double[] n = known.stream().mapToDouble(SweepPoint::n).toArray();
    double[] speedup = known.stream().mapToDouble(SweepPoint::speedup).toArray();
    List<Fit> fits =
        Arrays.stream(ScalingLaw.values()).map(law -> LeastSquares.fit(law, n, speedup)).toList();
    return new SweepSeries(setting, points, fits);
  }

  private static SweepPoint point(
      int n, int smallest, Scaling scaling, Bootstrap bootstrap, List<Measurement> measured) {
    List<Measurement> all = measured.stream().filter(m -> m.trial().n() == n).toList();
    List<Measurement> counting = all.stream().filter(Measurement::counts).toList();
    double[] ms = times(measured, n);
    double[] first = times(measured, smallest);
    double work = scaling == Scaling.WEAK ? (double) n / smallest : 1;
    double median = ms.length == 0 ? Double.NaN : Quantiles.median(ms);
    double speedup = ms.length == 0 ? Double.NaN : work * Quantiles.median(first) / median;
    Interval ratio =
        ms.length == 0 || n == smallest
            ? Interval.NONE
            : bootstrap.ofRatio(first, ms, Quantiles::median);
    return new SweepPoint(
        n,
        counting.size(),
        all.size() - counting.size(),
        counting.stream().mapToInt(m -> n - m.ok()).sum(),
        counting.stream().mapToInt(Measurement::cold).sum(),
        median,
        bootstrap.of(ms, Quantiles::median),
        speedup,
        new Interval(work * ratio.low(), work * ratio.high()),
        speedup * smallest / n,
        smallest == 1 ? KarpFlatt.serialFraction(speedup, n) : Double.NaN);
  }

  private static double[] times(List<Measurement> measured, int n) {
    return measured.stream()
        .filter(m -> m.trial().n() == n && m.counts())
        .mapToDouble(Measurement::ms)
        .toArray();
  }

  /** The n with the largest speed-up; empty if none has a time. */
  public Optional<SweepPoint> best() {
    return points.stream()
        .filter(SweepPoint::isKnown)
        .max(Comparator.comparingDouble(SweepPoint::speedup));
  }

  /** The other n whose interval of the speed-up overlaps that of the best. */
  public List<SweepPoint> asGoodAsBest() {
    return best().stream()
        .flatMap(
            best ->
                points.stream()
                    .filter(p -> p.n() != best.n())
                    .filter(p -> p.speedupInterval().overlaps(best.speedupInterval())))
        .toList();
  }

  /** The smallest n with 90 % of the best speed-up. */
  public Optional<SweepPoint> knee() {
    return best()
        .flatMap(
            best ->
                points.stream().filter(p -> p.speedup() >= NEARLY * best.speedup()).findFirst());
  }

  /**
   * The law with the smallest residual standard error, which counts a parameter against it; empty
   * if none could be fitted.
   */
  public Optional<ScalingFit> preferred() {
    return fits.stream()
        .filter(ScalingFit.class::isInstance)
        .map(ScalingFit.class::cast)
        .min(Comparator.comparingDouble(ScalingFit::residualError));
  }

  /** What came of fitting this law. */
  public Fit fit(ScalingLaw law) {
    return fits.stream().filter(f -> f.law() == law).findFirst().orElseThrow();
  }
}
