package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.LogSink.Stream;

/** Cuts what JavaScript writes to a stream into lines. Only the container's thread uses it. */
final class LineBuffer {
  private final Stream stream;
  private final StringBuilder tail = new StringBuilder();

  LineBuffer(Stream stream) {
    this.stream = stream;
  }

  void write(String text, LogSink sink) {
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      sink.line(stream, tail.append(text, from, end).toString());
      tail.setLength(0);
      from = end + 1;
    }
    tail.append(text, from, text.length());
  }

  /** Ends a line that was not ended by the action. */
  void flush(LogSink sink) {
    if (!tail.isEmpty()) {
      sink.line(stream, tail.toString());
      tail.setLength(0);
    }
  }
}
