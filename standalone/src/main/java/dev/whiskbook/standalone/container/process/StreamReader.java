package dev.whiskbook.standalone.container.process;

import static java.lang.System.Logger.Level.DEBUG;

import dev.whiskbook.standalone.container.LineBuffer;
import dev.whiskbook.standalone.container.LogSink;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads what a process prints, on a thread of its own, so that it never has to wait for us. The end
 * of an activation's output is marked by OpenWhisk's sentinel. Of several activations at once a
 * line of ours, which {@code launcher.js} prints, says whose the next lines are; what is nobody's
 * is the latest one's.
 */
final class StreamReader {
  static final String SENTINEL = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX";

  /** Begins the line that ends with the id of the activation that prints from there on. */
  static final String MARK = "XXX_THE_OUTPUT_OF_A_WHISK_ACTIVATION_XXX ";

  private static final System.Logger LOG = System.getLogger(StreamReader.class.getName());

  private record Output(LogSink sink, CountDownLatch ended) {
    Output(LogSink sink) {
      this(sink, new CountDownLatch(1));
    }
  }

  private static final Output NOBODYS = new Output((stream, text) -> {});

  private final LogSink.Stream stream;
  private final Reader reader;
  private final Consumer<String> first;
  private final Map<String, Output> outputs = new ConcurrentHashMap<>(); // by activation id
  private volatile Output latest = NOBODYS;
  private volatile boolean closed;
  private volatile boolean outOfMemory;
  private boolean announced; // the reading thread's, as is marked
  private String marked = "";

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

  /** From now on lines may be an activation's. */
  void begin(String id, LogSink logs) {
    var output = new Output(logs);
    outputs.put(id, output);
    latest = output;
    if (closed) {
      output.ended.countDown();
    }
  }

  /** Waits for the end of the activation's output, or of the process, but not for long. */
  void end(String id) throws InterruptedException {
    if (!outputs.get(id).ended.await(1, TimeUnit.SECONDS)) {
      LOG.log(DEBUG, "An activation's output has no end mark");
    }
  }

  /** The activation has no more output. */
  void forget(String id) {
    Output gone = outputs.remove(id);
    if (latest.equals(gone)) {
      latest = NOBODYS;
    }
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
    closed = true;
    outputs.values().forEach(output -> output.ended.countDown());
  }

  private void line(String line) {
    if (!announced) {
      announced = true;
      first.accept(line);
    } else if (line.startsWith(MARK)) {
      marked = line.substring(MARK.length());
    } else if (line.endsWith(SENTINEL)) {
      Output output = output();
      String before = line.substring(0, line.length() - SENTINEL.length());
      if (!before.isEmpty()) {
        output.sink.line(stream, before);
      }
      output.ended.countDown();
    } else {
      outOfMemory |=
          line.contains("JavaScript heap out of memory") || line.contains("OutOfMemoryError");
      output().sink.line(stream, line);
    }
  }

  private Output output() {
    Output output = outputs.get(marked);
    return output == null ? latest : output;
  }
}
