package dev.whiskbook.kernel.jupyter;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread of one channel or shell: verifies, parses and handles its messages in the order they
 * came.
 */
final class RequestThread {

  /** A message as it came, or parsed already by who looked for whom it is. */
  private sealed interface Incoming {
    record Frames(long arrival, List<byte[]> frames) implements Incoming {}

    record Parsed(long arrival, Message message) implements Incoming {}

    /** Nothing comes after it. */
    record End() implements Incoming {}
  }

  private final Channel channel;
  private final WireCodec codec;
  private final Publisher publisher;
  private final Handlers handlers;
  private final Runnable answered;
  private final LinkedBlockingQueue<Incoming> queue = new LinkedBlockingQueue<>();
  private final AtomicLong arrivals;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * The thread of a channel, not started yet.
   *
   * @param arrivals counts the messages that have come, handled or not
   * @param answered is run after each request
   */
  RequestThread(
      String name,
      Channel channel,
      WireCodec codec,
      Publisher publisher,
      Handlers handlers,
      AtomicLong arrivals,
      Runnable answered) {
    this.answered = answered;
    this.channel = channel;
    this.codec = codec;
    this.publisher = publisher;
    this.handlers = handlers;
    this.arrivals = arrivals;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a message; from the sockets' thread. */
  void add(List<byte[]> frames) {
    queue.add(new Incoming.Frames(arrivals.incrementAndGet(), frames));
  }

  /** Takes a message that has been parsed. */
  void add(Message message) {
    queue.add(new Incoming.Parsed(arrivals.incrementAndGet(), message));
  }

  /** Ends the thread after the requests that it has got. */
  void closeWhenDone() {
    queue.add(new Incoming.End());
  }

  /** Ends the thread after the request that it is handling; does not wait for that. */
  void close() {
    closing = true;
    thread.interrupt();
  }

  private void run() {
    while (!closing) {
      try {
        switch (queue.take()) {
          case Incoming.Frames(long arrival, var frames) -> handle(arrival, codec.decode(frames));
          case Incoming.Parsed(long arrival, Message message) -> handle(arrival, message);
          case Incoming.End() -> closing = true;
        }
      } catch (InterruptedException e) {
        // Meant for a cell that has ended in the meantime, or closing is set.
      } catch (MalformedMessageException e) {
        Logs.dropped(channel, e.getMessage());
      } catch (Throwable e) {
        // Nothing that a message does may end its channel: not even an Error such as the
        // StackOverflowError of a result's toString().
        Logs.dropped(channel, e.toString());
      }
    }
  }

  private void handle(long arrival, Message message) throws InterruptedException {
    var request = new Request(channel, arrival, message, publisher);
    MessageHandler handler = handlers.find(request.type());
    if (handler == null) {
      Logs.dropped(channel, "its type is unknown: " + Logs.printable(request.type()));
      return;
    }
    try {
      request.handle(handler);
    } finally {
      answered.run();
    }
  }
}
