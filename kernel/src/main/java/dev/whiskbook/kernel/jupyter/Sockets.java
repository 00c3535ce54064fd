package dev.whiskbook.kernel.jupyter;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel and the one thread that owns them. It waits in a selector until a
 * socket has something or another thread has queued something: no time-outs, no polling.
 */
final class Sockets implements AutoCloseable {

  /** Takes what comes in, on the sockets' thread: must return at once and not throw. */
  interface Receiver {
    void received(Channel channel, List<byte[]> frames);

    /** A front end has subscribed to IOPub; returns what it gets before anything else. */
    List<byte[]> subscribed(byte[] topic);

    /** The thread has ended, and with it all sockets. */
    void ended();
  }

  /** Printing threads wait while more than this is queued. */
  private static final long OUTBOX_BYTES = 4L << 20;

  /** How long unsent messages may hold up the end. */
  private static final int LINGER_MS = 1000;

  private static final int SENT_AT_A_TIME = 32;

  private static final int UNLIMITED = 0;

  static {
    SystemSelectors.choose();
  }

  private final ZContext context = new ZContext();
  private final Outbox outbox = new Outbox(OUTBOX_BYTES);
  private final Selector selector;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket iopub;
  private final ZMQ.Socket heartbeat;
  private final ConnectionFile connection;
  private volatile boolean closing;
  private Thread thread;

  /**
   * Binds the sockets, so that from here on nothing that a front end sends is lost. Nothing is
   * received before {@link #start}.
   *
   * @throws KernelStartException if a port is in use or the address is not this machine's
   */
  Sockets(ConnectionFile wanted) throws KernelStartException {
    try {
      selector = Selector.open();
      shell = open(SocketType.ROUTER);
      control = open(SocketType.ROUTER);
      stdin = open(SocketType.ROUTER);
      iopub = open(SocketType.XPUB);
      // Also who subscribes as the second one is to be welcomed. (XPUB_MANUAL, by which a
      // subscription would count from when we say so, fails in JeroMQ 0.6.)
      iopub.setXpubVerbose(true);
      heartbeat = open(SocketType.REP);
      ConnectionFile.Ports ports = wanted.ports();
      connection =
          wanted.withPorts(
              new ConnectionFile.Ports(
                  bind(shell, wanted, ports.shell()),
                  bind(control, wanted, ports.control()),
                  bind(stdin, wanted, ports.stdin()),
                  bind(iopub, wanted, ports.iopub()),
                  bind(heartbeat, wanted, ports.heartbeat())));
    } catch (IOException | RuntimeException e) {
      context.close();
      throw e instanceof KernelStartException known
          ? known
          : new KernelStartException("Cannot open the kernel's sockets: " + e, e);
    }
  }

  private ZMQ.Socket open(SocketType type) throws IOException {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(LINGER_MS);
    // Nothing is dropped for a slow front end; memory is bounded where output is made.
    socket.setSndHWM(UNLIMITED);
    socket.setRcvHWM(UNLIMITED);
    // A peer without the key must not make us allocate more than we have.
    socket.setMaxMsgSize(Runtime.getRuntime().maxMemory() / 4);
    socket.getFD().register(selector, SelectionKey.OP_READ);
    return socket;
  }

  private static int bind(ZMQ.Socket socket, ConnectionFile wanted, int port)
      throws KernelStartException {
    String address = wanted.transport() + "://" + wanted.ip() + ":" + port;
    try {
      socket.bind(address);
    } catch (ZMQException | IllegalArgumentException e) {
      throw new KernelStartException(
          e instanceof ZMQException z && z.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode()
              ? "Port " + port + " of " + wanted.ip() + " is in use by another program."
              : "Cannot listen on " + address + ": " + e.getMessage() + ".",
          e);
    }
    String bound = socket.getLastEndpoint();
    return Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1));
  }

  /** Hands the sockets to their thread; once. */
  void start(Receiver receiver) {
    thread = new Thread(() -> run(receiver), "jupyter-sockets");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where the sockets are: as wanted, with the ports that the system chose. */
  ConnectionFile connection() {
    return connection;
  }

  /** Queues a message; from any thread, never waits. */
  void send(Channel channel, List<byte[]> frames) {
    outbox.add(channel, frames);
    selector.wakeup();
  }

  /** Waits while too much is queued; for threads that print. */
  void awaitRoom() {
    outbox.awaitRoom();
  }

  /** Sends what is queued, then closes the sockets; waits for that, at most some seconds. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(3L * LINGER_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Receiver receiver) {
    try (context;
        selector) {
      while (true) {
        // A socket's file descriptor tells of changes, not of states: all must be taken before
        // waiting (zmq_getsockopt, ZMQ_FD). Reading also does ZeroMQ's own book-keeping.
        boolean received = receiveOfEach(receiver);
        boolean sent = sendSome(receiver);
        if (!received && !sent) {
          if (closing) {
            return;
          }
          selector.select();
          selector.selectedKeys().clear();
        }
      }
    } catch (IOException | RuntimeException e) {
      Logs.LOG.log(System.Logger.Level.ERROR, "The kernel's sockets have failed", e);
    } finally {
      outbox.close();
      receiver.ended();
    }
  }

  /** Takes one message from each socket, so that none can keep the others waiting. */
  private boolean receiveOfEach(Receiver receiver) {
    boolean any = receive(control, Channel.CONTROL, receiver);
    any |= receive(shell, Channel.SHELL, receiver);
    any |= receive(stdin, Channel.STDIN, receiver);
    any |= echo();
    any |= subscriptions(receiver);
    return any;
  }

  private static boolean receive(ZMQ.Socket socket, Channel channel, Receiver receiver) {
    List<byte[]> frames = frames(socket);
    if (frames == null) {
      return false;
    }
    receiver.received(channel, frames);
    return true;
  }

  private boolean echo() {
    List<byte[]> frames = frames(heartbeat);
    if (frames == null) {
      return false;
    }
    write(heartbeat, frames);
    return true;
  }

  private boolean subscriptions(Receiver receiver) {
    List<byte[]> frames = frames(iopub);
    if (frames == null) {
      return false;
    }
    // 1 and the topic to subscribe, 0 and the topic to unsubscribe (zmq_socket, ZMQ_XPUB).
    byte[] event = frames.get(0);
    if (event.length > 0 && event[0] == 1) {
      write(iopub, receiver.subscribed(Arrays.copyOfRange(event, 1, event.length)));
    }
    return true;
  }

  private static List<byte[]> frames(ZMQ.Socket socket) {
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    if (frame == null) {
      return null;
    }
    var frames = new ArrayList<byte[]>(8);
    frames.add(frame);
    while (socket.hasReceiveMore()) {
      frames.add(socket.recv());
    }
    return frames;
  }

  /** Sends some of what is queued, not all: a cell that prints must not keep requests waiting. */
  private boolean sendSome(Receiver receiver) {
    for (int i = 0; i < SENT_AT_A_TIME; i++) {
      Outbox.Outgoing next = outbox.poll();
      if (next == null) {
        return i > 0;
      }
      if (next.channel() == Channel.IOPUB) {
        subscriptions(receiver); // the welcome comes before what was published later
      }
      write(socket(next.channel()), next.frames());
    }
    return true;
  }

  private ZMQ.Socket socket(Channel channel) {
    return switch (channel) {
      case SHELL -> shell;
      case CONTROL -> control;
      case STDIN -> stdin;
      case IOPUB -> iopub;
    };
  }

  private static void write(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }
}
