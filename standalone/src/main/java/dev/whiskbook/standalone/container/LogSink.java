package dev.whiskbook.standalone.container;

/** Takes what an activation prints, in order. */
public interface LogSink {
  /** One line without its end, printed just now on standard output or standard error. */
  void line(Stream stream, String text);

  /** The two streams of a process. */
  enum Stream {
    STDOUT,
    STDERR
  }
}
