package dev.whiskbook.kernel.jupyter;

import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.node.ObjectNode;

/**
 * A front end that goes through the first minute of a notebook with a kernel of the same JVM: what
 * it makes the kernel load and link is what an ahead-of-time cache lets later kernels start with.
 */
public final class Rehearsal implements AutoCloseable {

  private static final int PATIENCE_MS = 60_000;

  private final ZContext context = new ZContext();
  private final Headers headers = new Headers();
  private final WireCodec codec;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;

  private Rehearsal(ConnectionFile kernel) {
    codec = new WireCodec(kernel.key());
    shell = connect(SocketType.DEALER, kernel, kernel.ports().shell());
    control = connect(SocketType.DEALER, kernel, kernel.ports().control());
    iopub = connect(SocketType.SUB, kernel, kernel.ports().iopub());
    iopub.subscribe("");
  }

  /**
   * Goes through it with a kernel that is running, and returns when all is answered.
   *
   * @param cells the cells to execute; what becomes of them is of no interest
   * @throws IllegalStateException if the kernel does not answer, or not in the protocol
   */
  public static void with(JupyterKernel kernel, List<String> cells) {
    try (var frontEnd = new Rehearsal(kernel.connection())) {
      frontEnd.play(cells);
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("The kernel's reply cannot be read: " + e.getMessage(), e);
    }
  }

  private void play(List<String> cells) throws MalformedMessageException {
    while (!receive(iopub).header().type().equals("iopub_welcome")) {
      // What was published before the subscription was known comes first.
    }
    ask(shell, "kernel_info_request", Json.object());
    ask(control, "kernel_info_request", Json.object());
    ask(shell, "history_request", Json.object().put("hist_access_type", "tail").put("n", 1));
    ask(shell, "comm_info_request", Json.object());
    for (String cell : cells) {
      ask(shell, "is_complete_request", Json.object().put("code", cell));
      ask(shell, "complete_request", at(cell));
      ask(shell, "inspect_request", at(cell).put("detail_level", 0));
      ask(shell, "execute_request", Json.object().put("code", cell));
    }
    ask(control, "interrupt_request", Json.object());
  }

  /** A cursor at the end of the cell's first word, which is of the kind that one asks about. */
  private static ObjectNode at(String cell) {
    int end = 0;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    return Json.object().put("code", cell).put("cursor_pos", end);
  }

  private void ask(ZMQ.Socket channel, String type, ObjectNode content)
      throws MalformedMessageException {
    Header header = headers.next(type);
    var request = new Message(List.of(), header, Json.object(), Json.object(), content, List.of());
    List<byte[]> frames = codec.encode(request);
    for (int i = 0; i < frames.size(); i++) {
      channel.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    receive(channel);
    Message published = receive(iopub);
    while (!published.parentHeader().path("msg_id").asString("").equals(header.id())
        || !published.content().path("execution_state").asString("").equals("idle")) {
      published = receive(iopub);
    }
  }

  private Message receive(ZMQ.Socket channel) throws MalformedMessageException {
    var frames = new ArrayList<byte[]>();
    do {
      byte[] frame = channel.recv();
      if (frame == null) {
        throw new IllegalStateException("No answer within " + PATIENCE_MS / 1000 + " s");
      }
      frames.add(frame);
    } while (channel.hasReceiveMore());
    return codec.decode(frames);
  }

  private ZMQ.Socket connect(SocketType type, ConnectionFile kernel, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setReceiveTimeOut(PATIENCE_MS);
    socket.setLinger(0);
    socket.connect("tcp://" + kernel.ip() + ":" + port);
    return socket;
  }

  @Override
  public void close() {
    context.close();
  }
}
