package dev.whiskbook.kernel.jupyter;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The thread of one channel: verifies, parses and handles its messages in the order they came. */
final class RequestThread {

  private record Incoming(long arrival, List<byte[]> frames) {}

  private final Channel channel;
  private final WireCodec codec;
  private final Publisher publisher;
  private final Handlers handlers;
  private final Runnable answered;
  private final LinkedBlockingQueue<Incoming> queue = new LinkedBlockingQueue<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * The thread of a channel, not started yet.
   *
   * @param answered is run after each request
   */
  RequestThread(
      Channel channel, WireCodec codec, Publisher publisher, Handlers handlers, Runnable answered) {
    this.answered = answered;
    this.channel = channel;
    this.codec = codec;
    this.publisher = publisher;
    this.handlers = handlers;
    thread = new Thread(this::run, "jupyter-" + channel.wireName());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a message; from the sockets' thread. */
  void add(List<byte[]> frames) {
    queue.add(new Incoming(arrivals.incrementAndGet(), frames));
  }

  /** How many messages have come, handled or not. */
  long arrived() {
    return arrivals.get();
  }

  /** Ends the thread after the request that it is handling; does not wait for that. */
  void close() {
    closing = true;
    thread.interrupt();
  }

  private void run() {
    while (!closing) {
      try {
        handle(queue.take());
      } catch (InterruptedException e) {
        // Meant for a cell that has ended in the meantime, or closing is set.
      } catch (Throwable e) {
        // Nothing that a message does may end its channel: not even an Error such as the
        // StackOverflowError of a result's toString().
        Logs.dropped(channel, e.toString());
      }
    }
  }

  private void handle(Incoming incoming) {
    Message message;
    try {
      message = codec.decode(incoming.frames());
    } catch (MalformedMessageException e) {
      Logs.dropped(channel, e.getMessage());
      return;
    }
    var request = new Request(channel, incoming.arrival(), message, publisher);
    MessageHandler handler = handlers.find(request.type());
    if (handler == null) {
      Logs.dropped(channel, "its type is unknown: " + printable(request.type()));
      return;
    }
    request.publish("status", Json.object().put("execution_state", "busy"));
    try {
      handler.handle(request);
    } catch (Throwable e) {
      Logs.LOG.log(
          System.Logger.Level.WARNING, () -> "The handler of " + request.type() + " failed: " + e);
      request.fail(e);
    } finally {
      request.publish("status", Json.object().put("execution_state", "idle"));
      answered.run();
    }
  }

  /** The text on one line, as it must be in a log: it came from outside. */
  private static String printable(String text) {
    var line = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 80); i++) {
      line.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
    }
    return line.toString();
  }
}
