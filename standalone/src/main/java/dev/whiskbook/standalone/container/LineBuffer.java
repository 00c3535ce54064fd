package dev.whiskbook.standalone.container;

import dev.whiskbook.standalone.container.LogSink.Stream;

/**
 * Cuts what JavaScript writes to a stream into lines. A line of more than 64 Ki characters is cut
 * there, so that one without an end does not fill the memory. One thread uses it.
 */
public final class LineBuffer {
  private static final int LONGEST = 1 << 16;

  private final Stream stream;
  private final StringBuilder tail = new StringBuilder();

  /** A buffer of one stream. */
  public LineBuffer(Stream stream) {
    this.stream = stream;
  }

  /** Takes text, and gives on the lines that are complete. */
  public void write(String text, LogSink sink) {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      boolean ended = end >= 0;
      int room = LONGEST - tail.length();
      int to = Math.min(ended ? end : text.length(), from + room);
      tail.append(text, from, to);
      if (ended && to == end) {
        line(sink);
        from = to + 1;
      } else {
        from = to;
        if (tail.length() == LONGEST) {
          line(sink);
        }
      }
    }
  }

  /** Ends a line that was not ended by the action. */
  public void flush(LogSink sink) {
    if (!tail.isEmpty()) {
      line(sink);
    }
  }

  private void line(LogSink sink) {
    sink.line(stream, tail.toString());
    tail.setLength(0);
  }
}
