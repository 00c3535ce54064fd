package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.whisk.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/** Samples as lines of charts. */
final class SampleLines {

  /** More samples than this are means of several that follow each other. */
  static final int MOST = 480;

  /** So that a line at the very top is seen. */
  private static final double TOP = 1.03;

  /** So much later than the last one ended, a sample does not continue its line. */
  private static final long GAP_MS = 20;

  static final List<Line> CPU =
      List.of(
          new Line("host", s -> s.cpu().host()),
          new Line("kernel", s -> s.cpu().kernel()),
          new Line("embedded server", s -> s.cpu().server()));

  static final List<Line> MEMORY =
      List.of(
          new Line("host", s -> s.memoryMb().host()),
          new Line("kernel", s -> s.memoryMb().kernel()),
          new Line("embedded server", s -> s.memoryMb().server()));

  static final List<Line> NETWORK =
      List.of(
          new Line("received", s -> s.network().received()),
          new Line("sent", s -> s.network().sent()),
          new Line("loopback", s -> s.network().loopback()));

  /** What of samples is a line, and its name. */
  record Line(String what, ToDoubleFunction<Sample> value) {}

  private SampleLines() {}

  /**
   * Until this time it was so much.
   *
   * @param t seconds
   * @param value null where a line is interrupted
   */
  record Point(double t, String what, Double value) {}

  /** The lines, for steps before their points. */
  static List<Point> of(Samples samples, List<Line> lines) {
    List<Point> points = new ArrayList<>();
    for (Line line : lines) {
      Optional<Sample> last = Optional.empty();
      for (Sample sample : samples.all()) {
        Double now = told(line.value.applyAsDouble(sample));
        if (last.isEmpty() || sample.startMs() > last.get().endMs() + GAP_MS) {
          points.add(new Point(samples.seconds(sample.startMs()), line.what, null));
          points.add(new Point(samples.seconds(sample.startMs()), line.what, now));
        }
        points.add(new Point(samples.seconds(sample.endMs()), line.what, now));
        last = Optional.of(sample);
      }
    }
    return points;
  }

  /** Sets the axis of processors that are busy: from none to all. */
  static void processors(ObjectNode specification, String pointer, int processors) {
    Specification.domain(specification, pointer + "/scale", 0, TOP * processors);
    ((ObjectNode) specification.at(pointer + "/axis"))
        .put("title", "processors busy of " + processors);
  }

  /** Such as {@code host 1.94, kernel 0.30}: means; what was not told is left out. */
  static String means(Samples samples) {
    return words(CPU, "%s %.2f", samples::mean);
  }

  /**
   * One word and number for each line; what was not told is left out.
   *
   * @param format of the line's name and its number
   */
  static String words(
      List<Line> lines, String format, ToDoubleFunction<ToDoubleFunction<Sample>> number) {
    List<String> words = new ArrayList<>();
    for (Line line : lines) {
      double told = number.applyAsDouble(line.value);
      if (!Double.isNaN(told)) {
        words.add(String.format(Locale.ROOT, format, line.what, told));
      }
    }
    return String.join(", ", words);
  }

  private static Double told(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
