package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.magics.stats.Fit;
import dev.whiskbook.magics.stats.ScalingFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a sweep measured, and what that says.
 *
 * @param action the action's name
 * @param target the target's name
 * @param scaling what stayed the same while n grew
 * @param seed where the order and the intervals come from
 * @param actual what the estimates should be
 * @param measurements one for each run that is not a warm-up, in the order in which they were done
 * @param series one for each setting, in the order of memory and concurrency
 */
public record SweepResult(
    String action,
    String target,
    Scaling scaling,
    long seed,
    OptionalDouble actual,
    List<Measurement> measurements,
    List<SweepSeries> series)
    implements Displayable {

  /** Copies the lists. */
  public SweepResult {
    measurements = List.copyOf(measurements);
    series = List.copyOf(series);
  }

  static SweepResult of(
      String action,
      String target,
      Scaling scaling,
      long seed,
      OptionalDouble actual,
      List<Measurement> measurements) {
    return new SweepResult(
        action, target, scaling, seed, actual, measurements, series(scaling, seed, measurements));
  }

  private static List<SweepSeries> series(
      Scaling scaling, long seed, List<Measurement> measurements) {
    var settings = new LinkedHashSet<Trial.Setting>();
    measurements.stream()
        .map(m -> m.trial().setting())
        .sorted(
            Comparator.comparingInt((Trial.Setting s) -> s.memoryMb().orElse(0))
                .thenComparingInt(s -> s.concurrency().orElse(0)))
        .forEach(settings::add);
    return settings.stream()
        .map(
            setting ->
                SweepSeries.of(
                    setting,
                    scaling,
                    seed,
                    measurements.stream()
                        .filter(m -> m.trial().setting().equals(setting))
                        .toList()))
        .toList();
  }

  /** The precision; empty if no exact value was given. */
  public Optional<SweepPrecision> precision() {
    return actual.isPresent()
        ? Optional.of(SweepPrecision.of(actual.getAsDouble(), measurements))
        : Optional.empty();
  }

  /**
   * A row for each n of each setting.
   *
   * @return columns: setting, n, runs, ms and its interval, speed-up and its interval, efficiency,
   *     Karp–Flatt, cold starts, missing
   */
  public Table table() {
    List<SweepPoint> points = series.stream().flatMap(s -> s.points().stream()).toList();
    List<String> settings =
        series.stream().flatMap(s -> s.points().stream().map(p -> s.setting().toString())).toList();
    Table table = Table.create("sweep of %s on %s".formatted(action, target));
    if (series.size() > 1) {
      table.addColumns(StringColumn.create("setting", settings));
    }
    return table.addColumns(
        IntColumn.create("n", points.stream().mapToInt(SweepPoint::n).toArray()),
        IntColumn.create("runs", points.stream().mapToInt(SweepPoint::runs).toArray()),
        column("median ms", points, SweepPoint::medianMs, 1),
        column("from ms", points, p -> p.intervalMs().low(), 1),
        column("to ms", points, p -> p.intervalMs().high(), 1),
        column("speed-up", points, SweepPoint::speedup, 3),
        column("from", points, p -> p.speedupInterval().low(), 3),
        column("to", points, p -> p.speedupInterval().high(), 3),
        column("efficiency", points, SweepPoint::efficiency, 4),
        column("Karp–Flatt", points, SweepPoint::serialFraction, 4),
        IntColumn.create("cold starts", points.stream().mapToInt(SweepPoint::coldStarts).toArray()),
        IntColumn.create("missing", points.stream().mapToInt(SweepPoint::missing).toArray()));
  }

  /**
   * A row for each law and setting.
   *
   * @return columns: setting, law, parameters (with intervals at 95 %), R², residual error, AICc,
   *     or why there is no fit
   */
  public Table fits() {
    StringColumn setting = StringColumn.create("setting");
    StringColumn law = StringColumn.create("law");
    StringColumn parameters = StringColumn.create("parameters, 95 %");
    DoubleColumn r2 = DoubleColumn.create("R²");
    DoubleColumn error = DoubleColumn.create("residual error");
    DoubleColumn aicc = DoubleColumn.create("AICc");
    for (SweepSeries one : series) {
      for (Fit fit : one.fits()) {
        setting.append(one.setting().toString());
        law.append(fit.law().title());
        switch (fit) {
          case ScalingFit found -> {
            parameters.append(
                found.parameters().stream()
                    .map(ScalingFit.Parameter::toString)
                    .collect(Collectors.joining(", ")));
            r2.append(Report.rounded(found.rSquared(), 4));
            error.append(Report.rounded(found.residualError(), 4));
            aicc.append(
                Double.isFinite(found.aicc()) ? Report.rounded(found.aicc(), 1) : Double.NaN);
          }
          case Fit.None none -> {
            parameters.append(none.reason());
            r2.appendMissing();
            error.appendMissing();
            aicc.appendMissing();
          }
        }
      }
    }
    Table table = Table.create("laws of scaling");
    if (series.size() > 1) {
      table.addColumns(setting);
    }
    return table.addColumns(law, parameters, r2, error, aicc);
  }

  /**
   * A row for each run, in the order in which they were done.
   *
   * @return columns: run, n, memory MB, concurrency, repeat, ms, ok, cold starts, value
   */
  public Table runs() {
    return Table.create(
        "runs of the sweep",
        StringColumn.create("run", measurements.stream().map(Measurement::runId).toList()),
        IntColumn.create("n", measurements.stream().mapToInt(m -> m.trial().n()).toArray()),
        optional("memory MB", m -> m.trial().memoryMb().orElse(-1)),
        optional("concurrency", m -> m.trial().concurrency().orElse(-1)),
        IntColumn.create(
            "repeat", measurements.stream().mapToInt(m -> m.trial().repeat()).toArray()),
        DoubleColumn.create("ms", measurements.stream().mapToDouble(Measurement::ms).toArray()),
        IntColumn.create("ok", measurements.stream().mapToInt(Measurement::ok).toArray()),
        IntColumn.create(
            "cold starts", measurements.stream().mapToInt(Measurement::cold).toArray()),
        DoubleColumn.create(
            "value", measurements.stream().mapToDouble(Measurement::value).toArray()));
  }

  /** What it found, in sentences: the best n, the knee, the laws, the precision. */
  public String summary() {
    List<String> paragraphs = new ArrayList<>();
    for (SweepSeries one : series) {
      String name = one.setting().toString();
      paragraphs.add((series.size() > 1 ? name + ": " : "") + SweepWords.of(one, scaling));
    }
    precision().map(p -> "Precision: " + p.words(scaling)).ifPresent(paragraphs::add);
    return String.join("\n", paragraphs);
  }

  /** What is known while a sweep goes on, without statistics. */
  public static Chart chartSoFar(String action, List<Measurement> measured) {
    return SweepCharts.soFar(action, measured);
  }

  /** Speed-up against n, with the laws. */
  public Chart speedupChart() {
    return SweepCharts.speedup(this);
  }

  /** Times of the runs against n. */
  public Chart timeChart() {
    return SweepCharts.time(this);
  }

  /** The times over those that were published of π by 2 to 5,000 actions, each relative. */
  public Chart publishedChart() {
    return PublishedTimes.chart(this);
  }

  /** Efficiency against n. */
  public Chart efficiencyChart() {
    return SweepCharts.efficiency(this);
  }

  /** The error against n, beside theory; empty if no exact value was given or no estimate came. */
  public Optional<Chart> precisionChart() {
    return precision().filter(p -> !p.points().isEmpty()).map(p -> SweepCharts.precision(this, p));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return Report.of(summary(), table(), fits());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "sweep of %s on %s, %s\n%s",
        action,
        target,
        Numbers.count(measurements.size(), "run"),
        summary());
  }

  private IntColumn optional(String name, ToIntFunction<Measurement> value) {
    IntColumn column = IntColumn.create(name);
    for (Measurement m : measurements) {
      int number = value.applyAsInt(m);
      column = number < 0 ? column.appendMissing() : column.append(number);
    }
    return column;
  }

  private static DoubleColumn column(
      String name, List<SweepPoint> points, ToDoubleFunction<SweepPoint> value, int digits) {
    return DoubleColumn.create(
        name,
        points.stream().mapToDouble(p -> Report.rounded(value.applyAsDouble(p), digits)).toArray());
  }
}
