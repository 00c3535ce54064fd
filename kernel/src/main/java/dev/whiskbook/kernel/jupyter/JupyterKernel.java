package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.kernel.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running Jupyter kernel: a {@link Session} on the sockets of a connection file.
 *
 * <pre>{@code
 * try (var kernel = JupyterKernel.start(ConnectionFile.read(path), () -> Session.builder().open())) {
 *   kernel.followProcess();
 *   kernel.await();
 * }
 * System.exit(0); // threads that cells left behind must not keep the process
 * }</pre>
 */
public final class JupyterKernel implements AutoCloseable {

  private final Sockets sockets;
  private final Publisher publisher;
  private final LazyInterpreter interpreter;
  private final Handlers handlers;
  private final Shells shells;
  private final RequestThread control;
  private final StdinChannel stdin;
  private final History history;
  private final ScheduledThreadPoolExecutor timer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Binds the sockets and answers from now on. The session is opened on a thread of its own once
   * the first request has been answered, and closed with the kernel; requests that need it wait for
   * it. The history of its cells ends with it.
   *
   * @throws KernelStartException if a port is in use or the address is not this machine's
   */
  public static JupyterKernel start(ConnectionFile connection, Supplier<Session> session)
      throws KernelStartException {
    return start(connection, Optional.empty(), session);
  }

  /**
   * Starts a kernel whose history stays.
   *
   * @param historyFile where the code of cells is kept, which other kernels may share; it is made
   *     when the first cell has been executed
   * @throws KernelStartException if a port is in use or the address is not this machine's
   */
  public static JupyterKernel start(
      ConnectionFile connection, Optional<Path> historyFile, Supplier<Session> session)
      throws KernelStartException {
    return startWith(connection, historyFile, () -> Interpreter.of(session.get()));
  }

  static JupyterKernel startWith(
      ConnectionFile connection, Optional<Path> historyFile, Supplier<Interpreter> interpreter)
      throws KernelStartException {
    var kernel = new JupyterKernel(connection, historyFile, new LazyInterpreter(interpreter));
    kernel.start();
    return kernel;
  }

  private JupyterKernel(
      ConnectionFile connection, Optional<Path> historyFile, LazyInterpreter interpreter)
      throws KernelStartException {
    this.interpreter = interpreter;
    sockets = new Sockets(connection);
    var codec = new WireCodec(connection.key());
    publisher = new Publisher(codec, sockets);
    timer = new ScheduledThreadPoolExecutor(1, JupyterKernel::timerThread);
    // Threads of cells may print to the very end: that is no error.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    var publishers =
        new CellPublishers(
            publisher, timer, OutputLimit.charsOf(System.getenv(OutputLimit.VARIABLE)));
    stdin = new StdinChannel(codec, publisher);
    history = new History(historyFile);
    handlers =
        Handlers.protocol(
            interpreter,
            new AssistanceHandlers(interpreter),
            new HistoryHandler(history),
            new CommHandlers(interpreter, publishers),
            new ControlHandlers(interpreter, ended::countDown),
            new DebugHandler(interpreter, publisher));
    shells =
        new Shells(
            (name, execution) -> {
              var arrivals = new AtomicLong();
              var execute =
                  new ExecuteHandler(
                      interpreter, execution, publishers, stdin, history, arrivals::get);
              return new RequestThread(
                  name,
                  Channel.SHELL,
                  codec,
                  publisher,
                  handlers.executing(execute),
                  arrivals,
                  interpreter::open);
            },
            codec,
            publisher);
    control =
        new RequestThread(
            "jupyter-control",
            Channel.CONTROL,
            codec,
            publisher,
            handlers,
            new AtomicLong(),
            interpreter::open);
  }

  private static Thread timerThread(Runnable work) {
    var thread = new Thread(work, "jupyter-output");
    thread.setDaemon(true);
    return thread;
  }

  private void start() {
    handlers
        .add("create_subshell_request", shells::create)
        .add("delete_subshell_request", shells::delete)
        .add("list_subshell_request", shells::list);
    publisher.publish("status", Json.object(), Json.object().put("execution_state", "starting"));
    shells.start();
    control.start();
    sockets.start(new Arrivals());
  }

  /** Where the kernel listens: as asked, with the ports that the system chose. */
  public ConnectionFile connection() {
    return sockets.connection();
  }

  /**
   * Adds a message type to the protocol, or replaces its handler. Requests of that type are
   * answered from now on, on the shell and on the control channel.
   */
  public void handle(String messageType, MessageHandler handler) {
    handlers.add(messageType, handler);
  }

  /** Publishes something on IOPub that no request has asked for, such as a {@code debug_event}. */
  public void publish(String messageType, ObjectNode content) {
    publisher.publish(messageType, Json.object(), content);
  }

  /** Stops the running cells, if any. */
  public void interrupt() {
    interpreter.interrupt();
  }

  /**
   * Lets the kernel follow its process: SIGINT interrupts the running cell, and the end of the
   * process that started the kernel ({@code JPY_PARENT_PID}) ends it. For a JVM that is nothing but
   * this kernel.
   */
  public void followProcess() {
    ProcessEvents.onInterrupt(this::interrupt);
    ProcessEvents.onParentExit(ended::countDown);
  }

  /** Waits until a front end shuts the kernel down, or it is closed. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /**
   * Ends the kernel: stops the running cell, sends what is to be sent, closes sockets and session.
   * A second call does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    ended.countDown();
    interpreter.interrupt();
    shells.close();
    control.close();
    timer.shutdown();
    history.close();
    sockets.close();
    interpreter.close();
  }

  private final class Arrivals implements Sockets.Receiver {

    @Override
    public void received(Channel channel, List<byte[]> frames) {
      switch (channel) {
        case SHELL -> shells.received(frames);
        case CONTROL -> control.add(frames);
        case STDIN -> stdin.received(frames);
        case IOPUB -> throw new IllegalArgumentException("Nobody sends on " + channel);
      }
    }

    /** A front end that waits for this loses no output (JEP 65). */
    @Override
    public List<byte[]> subscribed(byte[] topic) {
      return publisher.frames(
          List.of(topic),
          "iopub_welcome",
          Json.object().put("subscription", new String(topic, UTF_8)));
    }

    @Override
    public void ended() {
      ended.countDown();
    }
  }
}
