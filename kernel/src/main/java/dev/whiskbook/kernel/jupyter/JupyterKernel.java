package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.kernel.Session;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

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
  private final RequestThread shell;
  private final RequestThread control;
  private final StdinChannel stdin;
  private final ScheduledThreadPoolExecutor timer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Binds the sockets and answers from now on. The session is opened on a thread of its own once
   * the first request has been answered, and closed with the kernel; requests that need it wait for
   * it.
   *
   * @throws KernelStartException if a port is in use or the address is not this machine's
   */
  public static JupyterKernel start(ConnectionFile connection, Supplier<Session> session)
      throws KernelStartException {
    return startWith(connection, () -> Interpreter.of(session.get()));
  }

  static JupyterKernel startWith(ConnectionFile connection, Supplier<Interpreter> interpreter)
      throws KernelStartException {
    var kernel = new JupyterKernel(connection, new LazyInterpreter(interpreter));
    kernel.start();
    return kernel;
  }

  private JupyterKernel(ConnectionFile connection, LazyInterpreter interpreter)
      throws KernelStartException {
    this.interpreter = interpreter;
    sockets = new Sockets(connection);
    var codec = new WireCodec(connection.key());
    publisher = new Publisher(codec, sockets);
    timer = new ScheduledThreadPoolExecutor(1, JupyterKernel::timerThread);
    // Threads of cells may print to the very end: that is no error.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    var history = new HistoryHandler();
    stdin = new StdinChannel(codec, publisher);
    var execute =
        new ExecuteHandler(interpreter, publisher, timer, stdin, history, this::arrivedOnShell);
    handlers =
        Handlers.protocol(
            execute,
            new AssistanceHandlers(interpreter),
            history,
            new ControlHandlers(interpreter, ended::countDown));
    shell = new RequestThread(Channel.SHELL, codec, publisher, handlers, interpreter::open);
    control = new RequestThread(Channel.CONTROL, codec, publisher, handlers, interpreter::open);
  }

  private static Thread timerThread(Runnable work) {
    var thread = new Thread(work, "jupyter-output");
    thread.setDaemon(true);
    return thread;
  }

  private long arrivedOnShell() {
    return shell.arrived();
  }

  private void start() {
    publisher.publish("status", Json.object(), Json.object().put("execution_state", "starting"));
    shell.start();
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

  /** Stops the running cell, if any. */
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
    shell.close();
    control.close();
    timer.shutdown();
    sockets.close();
    interpreter.close();
  }

  private final class Arrivals implements Sockets.Receiver {

    @Override
    public void received(Channel channel, List<byte[]> frames) {
      switch (channel) {
        case SHELL -> shell.add(frames);
        case CONTROL -> control.add(frames);
        case STDIN -> stdin.received(frames);
        case IOPUB -> throw new IllegalArgumentException("Nobody sends on " + channel);
      }
    }

    /** A front end that waits for this loses no output (JEP 65). */
    @Override
    public void subscribed(byte[] topic) {
      var _ =
          publisher.send(
              Channel.IOPUB,
              List.of(topic),
              "iopub_welcome",
              Json.object(),
              Json.object().put("subscription", new String(topic, UTF_8)));
    }

    @Override
    public void ended() {
      ended.countDown();
    }
  }
}
