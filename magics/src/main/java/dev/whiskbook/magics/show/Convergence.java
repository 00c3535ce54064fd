package dev.whiskbook.magics.show;

import dev.whiskbook.whisk.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small picture of how an estimate and its interval converge, as SVG in the page's own colours.
 * Keeps {@value #POINTS} points at most, spread over all results. For one thread.
 */
final class Convergence {
  private static final int POINTS = 200;
  private static final int WIDTH = 360;
  private static final int HEIGHT = 72;
  private static final int LABELS = 70;
  private static final int GAP = 4;
  // The first intervals are so wide that nothing else would be seen.
  private static final double SCALE_FROM = 0.1;

  private final List<Estimate> points = new ArrayList<>();
  private int every = 1;
  private int seen;

  void add(Estimate estimate) {
    if (!Double.isFinite(estimate.halfWidth())) {
      return;
    }
    if (!points.isEmpty() && points.getLast().count() == estimate.count()) {
      return;
    }
    if (seen++ % every == 0) {
      points.add(estimate);
    }
    if (points.size() > POINTS) {
      List<Estimate> kept = new ArrayList<>();
      for (int at = 0; at < points.size(); at += 2) {
        kept.add(points.get(at));
      }
      points.clear();
      points.addAll(kept);
      every *= 2;
    }
  }

  /** The picture; empty while there is nothing to see. */
  String svg() {
    if (points.size() < 3) {
      return "";
    }
    long last = points.getLast().count();
    List<Estimate> scaled = points.stream().filter(p -> p.count() >= SCALE_FROM * last).toList();
    double low = scaled.stream().mapToDouble(Estimate::lower).min().orElseThrow();
    double high = scaled.stream().mapToDouble(Estimate::upper).max().orElseThrow();
    if (high <= low) {
      return "";
    }
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    StringBuilder mean = new StringBuilder();
    for (Estimate point : points) {
      double x = (double) WIDTH * point.count() / last;
      upper.append(at(x, y(point.upper(), low, high)));
      lower.insert(0, at(x, y(point.lower(), low, high)));
      mean.append(at(x, y(point.mean(), low, high)));
    }
    return """
        <svg width="%d" height="%d" viewBox="0 0 %d %d" aria-hidden="true" style="display:block">\
        <polygon points="%s" fill="currentColor" opacity="0.2"/>\
        <polyline points="%s" fill="none" stroke="currentColor" stroke-width="1.5"/>\
        <g fill="currentColor" font-size="10"><text x="%d" y="9">%s</text><text x="%d" y="%d">%s</text></g></svg>"""
        .formatted(
            WIDTH + LABELS,
            HEIGHT,
            WIDTH + LABELS,
            HEIGHT,
            (upper.toString() + lower).strip(),
            mean.toString().strip(),
            WIDTH + GAP,
            label(high),
            WIDTH + GAP,
            HEIGHT - 2,
            label(low));
  }

  private static String label(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }

  private static double y(double value, double low, double high) {
    double y = HEIGHT * (high - value) / (high - low);
    return Math.clamp(y, 0, HEIGHT);
  }

  private static String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }
}
