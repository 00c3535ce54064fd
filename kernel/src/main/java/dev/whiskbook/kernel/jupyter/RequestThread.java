package dev.whiskbook.kernel.jupyter;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The thread of one channel or shell: verifies, parses and handles its messages in the order they
 * came. What an editor asks while a cell runs is answered aside, by a second thread that reads what
 * has come behind that cell; the order of everything else is kept.
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

  // Guarded by this: how many messages wait for the thread or are handled by it, how many the
  // reader has, the reader once it is needed, and the request whose status is busy.
  private int waiting;
  private int reading;
  private ExecutorService reader;
  private Request current;

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
    take(new Incoming.Frames(arrivals.incrementAndGet(), frames));
  }

  /** Takes a message that has been parsed. */
  void add(Message message) {
    take(new Incoming.Parsed(arrivals.incrementAndGet(), message));
  }

  /** Ends the thread after the requests that it has got. */
  void closeWhenDone() {
    take(new Incoming.End());
  }

  /** Ends the thread after the request that it is handling; does not wait for that. */
  void close() {
    closing = true;
    thread.interrupt();
    endReader();
  }

  /** To the thread if it has nothing to do; else to the reader, who looks what it is. */
  private synchronized void take(Incoming incoming) {
    if (waiting == 0 && reading == 0) {
      pass(incoming);
    } else if (!closing) {
      if (reader == null) {
        reader =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(thread.getName() + "-aside").factory());
      }
      reading++;
      reader.execute(() -> read(incoming));
    }
  }

  private synchronized void pass(Incoming incoming) {
    waiting++;
    queue.add(incoming);
  }

  /** Whether a message that passes the test has been read and waits for the thread. */
  boolean hasWaiting(Predicate<Message> test) {
    return queue.stream()
        .anyMatch(next -> next instanceof Incoming.Parsed(_, var message) && test.test(message));
  }

  private void read(Incoming incoming) {
    try {
      Incoming known =
          incoming instanceof Incoming.Frames(long arrival, var frames)
              ? new Incoming.Parsed(arrival, codec.decode(frames))
              : incoming;
      if (known instanceof Incoming.Parsed(long arrival, Message message)
          && Handlers.isAssistance(message.header().type())) {
        handle(new Request(channel, arrival, message, publisher), this::endAside);
      } else {
        pass(known);
      }
    } catch (MalformedMessageException e) {
      Logs.dropped(channel, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread is being closed
    } catch (Throwable e) {
      Logs.dropped(channel, e.toString());
    } finally {
      synchronized (this) {
        reading--;
      }
    }
  }

  private void run() {
    while (!closing) {
      try {
        Incoming next = queue.take();
        try {
          handle(next);
        } finally {
          synchronized (this) {
            waiting--;
          }
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
    endReader();
  }

  private synchronized void endReader() {
    if (reader != null) {
      reader.shutdownNow();
    }
  }

  private void handle(Incoming incoming) throws MalformedMessageException, InterruptedException {
    switch (incoming) {
      case Incoming.Frames(long arrival, var frames) -> handle(arrival, codec.decode(frames));
      case Incoming.Parsed(long arrival, Message message) -> handle(arrival, message);
      case Incoming.End() -> closing = true;
    }
  }

  private void handle(long arrival, Message message) throws InterruptedException {
    var request = new Request(channel, arrival, message, publisher, this);
    synchronized (this) {
      current = request;
    }
    try {
      handle(request, this::end);
    } finally {
      answered.run();
    }
  }

  private void handle(Request request, Consumer<Request> end) throws InterruptedException {
    MessageHandler handler = handlers.find(request.type());
    if (handler == null) {
      Logs.dropped(channel, "its type is unknown: " + Logs.printable(request.type()));
      return;
    }
    request.handle(handler, end);
  }

  private synchronized void end(Request request) {
    current = null;
    request.publishIdle();
  }

  /** Front ends show the last status that they get: the cell is still running. */
  private synchronized void endAside(Request request) {
    request.publishIdle();
    if (current != null) {
      current.publishBusy();
    }
  }
}
