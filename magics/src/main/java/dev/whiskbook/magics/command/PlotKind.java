package dev.whiskbook.magics.command;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Plots;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of charts that {@code %plot} draws. */
enum PlotKind {
  TIMELINE("run"),
  LATENCY("run"),
  CONCURRENCY("run"),
  CONTAINERS("run"),
  CPU("run"),
  COST("run"),
  STRAGGLERS("run"),
  CONVERGENCE("run"),
  PRECISION("table"),
  WALLTIME("table"),
  SPEEDUP("table"),
  EFFICIENCY("table");

  private final String of;

  PlotKind(String of) {
    this.of = of;
  }

  /** How users write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it takes: a run or a table. */
  String of() {
    return of;
  }

  Chart chart(PlotData data) {
    return switch (this) {
      case TIMELINE -> Plots.timeline(data.run());
      case LATENCY -> Plots.latency(data.run());
      case CONCURRENCY -> Plots.concurrency(data.run());
      case CONTAINERS -> Plots.containers(data.run());
      case CPU -> data.cpu();
      case COST -> data.cost();
      case STRAGGLERS -> Plots.stragglers(data.run());
      case CONVERGENCE -> data.convergence();
      case PRECISION -> Plots.precision(data.table());
      case WALLTIME -> Plots.wallTime(data.table());
      case SPEEDUP -> Plots.speedup(Plots.times(data.table()), List.of());
      case EFFICIENCY -> Plots.efficiency(Plots.times(data.table()), List.of());
    };
  }

  static Optional<PlotKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All words, for a sentence. */
  static String words() {
    List<String> words = Stream.of(values()).map(PlotKind::word).toList();
    return words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "))
        + " and "
        + words.getLast();
  }
}
