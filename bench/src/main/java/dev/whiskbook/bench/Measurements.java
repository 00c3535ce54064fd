package dev.whiskbook.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the kernels' driver measured: samples by row and kernel, those of a turn at the same index.
 */
final class Measurements {

  private final Map<String, Map<String, Samples>> rows = new TreeMap<>();

  void add(String row, String kernel, double value) {
    rows.computeIfAbsent(row, _ -> new TreeMap<>())
        .computeIfAbsent(kernel, _ -> new Samples())
        .add(value);
  }

  /**
   * The samples of a kernel.
   *
   * @throws IllegalStateException if there are none, since a row that is missing is an error
   */
  Samples of(String row, String kernel) {
    Samples samples = rows.getOrDefault(row, Map.of()).get(kernel);
    if (samples == null) {
      throw new IllegalStateException("Nothing was measured for " + row + " of " + kernel + ".");
    }
    return samples;
  }

  double median(String row, String kernel) {
    return of(row, kernel).median();
  }

  /** The median of the ratios of the pairs measured in turns. */
  double ratio(String row, String kernel, String peer) {
    return of(row, kernel).ratioTo(of(row, peer));
  }
}
