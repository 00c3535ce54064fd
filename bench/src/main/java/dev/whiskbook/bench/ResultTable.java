package dev.whiskbook.bench;

import java.io.PrintWriter;

/** A table of figures as it grows: printed line by line, and kept whole. */
final class ResultTable {
  private final StringBuilder all = new StringBuilder();
  private final PrintWriter out;

  ResultTable(PrintWriter out) {
    this.out = out;
    line("| | measured | aim → reached |\n|---|---|---|");
  }

  /** A row with the median of times. */
  void row(String name, Samples samples, String reached) {
    double median = samples.median();
    String time = median < 0.01 ? "%.3f ms".formatted(1e3 * median) : "%.3f s".formatted(median);
    text(name, time, reached);
  }

  /** A row. */
  void text(String name, String measured, String reached) {
    line("| %s | %s | %s |".formatted(name, measured, reached));
  }

  private void line(String text) {
    all.append(text).append('\n');
    out.println(text);
    out.flush();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
