package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.monitor.Sample;
import dev.whiskbook.magics.monitor.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

  static final Map<String, ToDoubleFunction<Sample>> CPU =
      sorted(
          Map.of(
              "host", s -> s.cpu().host(),
              "kernel", s -> s.cpu().kernel(),
              "server", s -> s.cpu().server()));

  static final Map<String, ToDoubleFunction<Sample>> MEMORY =
      sorted(
          Map.of(
              "host", s -> s.memoryMb().host(),
              "kernel", s -> s.memoryMb().kernel(),
              "server", s -> s.memoryMb().server()));

  static final Map<String, ToDoubleFunction<Sample>> NETWORK =
      sorted(
          Map.of(
              "received", s -> s.network().received(),
              "sent", s -> s.network().sent(),
              "loopback", s -> s.network().loopback()));

  private SampleLines() {}

  /**
   * Until this time it was so much.
   *
   * @param t seconds
   * @param value null where a line is interrupted
   */
  record Point(double t, String what, Double value) {}

  /** The lines, for steps before their points. */
  static List<Point> of(Samples samples, Map<String, ToDoubleFunction<Sample>> lines) {
    List<Point> points = new ArrayList<>();
    lines.forEach(
        (what, value) -> {
          long ended = Long.MIN_VALUE;
          for (Sample sample : samples.all()) {
            Double now = told(value.applyAsDouble(sample));
            if (sample.startMs() > ended + GAP_MS || ended == Long.MIN_VALUE) {
              points.add(new Point(samples.seconds(sample.startMs()), what, null));
              points.add(new Point(samples.seconds(sample.startMs()), what, now));
            }
            points.add(new Point(samples.seconds(sample.endMs()), what, now));
            ended = sample.endMs();
          }
        });
    return points;
  }

  /** Sets the axis of processors that are busy: from none to all. */
  static void processors(ObjectNode specification, String pointer, int processors) {
    Specification.domain(specification, pointer + "/scale", 0, TOP * processors);
    ((ObjectNode) specification.at(pointer + "/axis"))
        .put("title", "processors busy of " + processors);
  }

  /** Such as {@code host 1.94, kernel 0.30, server 1.52}: means; what was not told is left out. */
  static String means(Samples samples) {
    return words(CPU, "%s %.2f", samples::mean);
  }

  /**
   * One word and number for each line; what was not told is left out.
   *
   * @param format of the line's name and its number
   */
  static String words(
      Map<String, ToDoubleFunction<Sample>> lines,
      String format,
      ToDoubleFunction<ToDoubleFunction<Sample>> number) {
    List<String> words = new ArrayList<>();
    lines.forEach(
        (what, value) -> {
          double told = number.applyAsDouble(value);
          if (!Double.isNaN(told)) {
            words.add(String.format(Locale.ROOT, format, what, told));
          }
        });
    return String.join(", ", words);
  }

  private static Double told(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static Map<String, ToDoubleFunction<Sample>> sorted(
      Map<String, ToDoubleFunction<Sample>> lines) {
    return new TreeMap<>(lines);
  }
}
