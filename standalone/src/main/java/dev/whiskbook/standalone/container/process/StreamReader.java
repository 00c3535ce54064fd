package dev.whiskbook.standalone.container.process;

import static java.lang.System.Logger.Level.DEBUG;

import dev.whiskbook.standalone.container.LineBuffer;
import dev.whiskbook.standalone.container.LogSink;
import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads what a process prints, on a thread of its own, so that it never has to wait for us. The end
 * of an activation's output is marked by OpenWhisk's sentinel.
 */
final class StreamReader {
  static final String SENTINEL = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX";

  private static final System.Logger LOG = System.getLogger(StreamReader.class.getName());
  private static final LogSink NOWHERE = (stream, text) -> {};

  private final LogSink.Stream stream;
  private final Reader reader;
  private final Consumer<String> first;
  private final Semaphore sentinels = new Semaphore(0);
  private volatile LogSink sink = NOWHERE;
  private volatile boolean outOfMemory;
  private boolean announced;

  /**
   * @param first takes the first line of all, with which the process announces itself
   */
  StreamReader(LogSink.Stream stream, Reader reader, String name, Consumer<String> first) {
    this.stream = stream;
    this.reader = reader;
    this.first = first;
    this.announced = stream == LogSink.Stream.STDERR;
    Thread.ofPlatform().daemon().name(name + " " + stream).start(this::read);
  }

  /** From now on lines are an activation's. */
  void begin(LogSink logs) {
    sentinels.drainPermits();
    sink = logs;
  }

  /** Waits for the end of the activation's output, or of the process, but not for long. */
  void end() throws InterruptedException {
    boolean complete = sentinels.tryAcquire(1, TimeUnit.SECONDS);
    if (!complete) {
      LOG.log(DEBUG, "An activation's output has no end mark");
    }
    sink = NOWHERE;
  }

  /** True if it said on its way out that it had no memory left. */
  boolean saidOutOfMemory() {
    return outOfMemory;
  }

  private void read() {
    var lines = new LineBuffer(stream);
    char[] chunk = new char[8192];
    try (reader) {
      for (int n = reader.read(chunk); n >= 0; n = reader.read(chunk)) {
        lines.write(new String(chunk, 0, n), (which, line) -> line(line));
      }
      lines.flush((which, line) -> line(line));
    } catch (IOException e) {
      LOG.log(DEBUG, "A container's output ended", e); // as when it is killed
    }
    sentinels.release(1000);
  }

  private void line(String line) {
    if (!announced) {
      announced = true;
      first.accept(line);
    } else if (line.endsWith(SENTINEL)) {
      String before = line.substring(0, line.length() - SENTINEL.length());
      if (!before.isEmpty()) {
        sink.line(stream, before);
      }
      sentinels.release();
    } else {
      outOfMemory |=
          line.contains("JavaScript heap out of memory") || line.contains("OutOfMemoryError");
      sink.line(stream, line);
    }
  }
}
