package dev.whiskbook.bench;

import java.util.ArrayList;
import java.util.List;

/** Whether a heap grows with what a server has done: its size after each so many activations. */
final class HeapSlope {

  private record Point(long activations, long bytes) {}

  private final List<Point> points = new ArrayList<>();

  /**
   * @param activations done so far
   * @param bytes of the heap that a full collection leaves
   */
  void add(long activations, long bytes) {
    points.add(new Point(activations, bytes));
  }

  /** The least squares' slope over all points, in bytes for an activation. */
  double bytesPerActivation() {
    double meanX = points.stream().mapToLong(Point::activations).average().orElse(Double.NaN);
    double meanY = points.stream().mapToLong(Point::bytes).average().orElse(Double.NaN);
    double above = 0;
    double below = 0;
    for (Point point : points) {
      above += (point.activations - meanX) * (point.bytes - meanY);
      below += (point.activations - meanX) * (point.activations - meanX);
    }
    return above / below;
  }

  double firstMiB() {
    return points.getFirst().bytes / 1048576.0;
  }

  double lastMiB() {
    return points.getLast().bytes / 1048576.0;
  }
}
