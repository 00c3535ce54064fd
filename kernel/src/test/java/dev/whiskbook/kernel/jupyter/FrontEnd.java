package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A front end on real sockets. Waits 20 s at most for a message, then fails. */
final class FrontEnd implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final ZContext context = new ZContext();
  private final Headers headers = new Headers();
  private final byte[] identity = UUID.randomUUID().toString().getBytes(UTF_8);
  private final WireCodec codec;
  final ZMQ.Socket shell;
  final ZMQ.Socket control;
  final ZMQ.Socket stdin;
  final ZMQ.Socket iopub;
  final ZMQ.Socket heartbeat;

  /** A reply and all that was published from {@code busy} to {@code idle}, without these. */
  record Outcome(Message reply, List<Message> outputs) {

    /** The outputs in the form {@code type: what is most telling in it}. */
    List<String> summary() {
      return outputs.stream().map(Outcome::summary).toList();
    }

    private static String summary(Message message) {
      JsonNode content = message.content();
      return message.header().type()
          + ": "
          + switch (message.header().type()) {
            case "stream" ->
                content.path("name").asString() + " " + content.path("text").asString();
            case "execute_input" ->
                content.path("execution_count").asInt() + " " + content.path("code").asString();
            case "execute_result" ->
                content.path("execution_count").asInt()
                    + " "
                    + content.path("data").path("text/plain").asString();
            case "display_data" -> content.path("data").path("text/plain").asString();
            case "error" ->
                content.path("ename").asString() + " " + content.path("evalue").asString();
            default -> content.toString();
          };
    }
  }

  /** Connects, and waits until the kernel has welcomed it on IOPub. */
  FrontEnd(ConnectionFile connection) throws Exception {
    codec = new WireCodec(connection.key());
    ConnectionFile.Ports ports = connection.ports();
    shell = connect(SocketType.DEALER, connection, ports.shell());
    control = connect(SocketType.DEALER, connection, ports.control());
    stdin = connect(SocketType.DEALER, connection, ports.stdin());
    heartbeat = connect(SocketType.REQ, connection, ports.heartbeat());
    iopub = connect(SocketType.SUB, connection, ports.iopub());
    iopub.subscribe("");
    while (!receive(iopub).header().type().equals("iopub_welcome")) {
      // A status that is just being published may come first.
    }
  }

  private ZMQ.Socket connect(SocketType type, ConnectionFile connection, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setReceiveTimeOut(PATIENCE_MS);
    socket.setLinger(0);
    // One identity for all channels: the kernel asks on stdin whoever has asked on shell.
    socket.setIdentity(identity);
    socket.connect("tcp://" + connection.ip() + ":" + port);
    return socket;
  }

  static ObjectNode code(String code) {
    return Json.object().put("code", code);
  }

  /** Executes a cell as a notebook does. */
  Outcome execute(String code) throws Exception {
    return ask(shell, "execute_request", code(code));
  }

  /** Sends a request; returns its reply and what was published for it. */
  Outcome ask(ZMQ.Socket channel, String type, ObjectNode content) throws Exception {
    String id = send(channel, type, content);
    Message reply = receive(channel);
    assertEquals(id, reply.parentHeader().path("msg_id").asString());
    return new Outcome(reply, outputsOf(id));
  }

  /** What is published for a request from {@code busy} to {@code idle}. */
  List<Message> outputsOf(String id) throws Exception {
    assertEquals("busy", nextOf(id).content().path("execution_state").asString());
    var outputs = new ArrayList<Message>();
    for (Message next = nextOf(id); !isIdle(next); next = nextOf(id)) {
      outputs.add(next);
    }
    return outputs;
  }

  private static boolean isIdle(Message message) {
    return message.content().path("execution_state").asString("").equals("idle");
  }

  /** The next message on IOPub that has this parent; others are skipped. */
  Message nextOf(String id) throws Exception {
    Message message = receive(iopub);
    while (!message.parentHeader().path("msg_id").asString("").equals(id)) {
      message = receive(iopub);
    }
    return message;
  }

  /** Sends a request and returns its message id. */
  String send(ZMQ.Socket channel, String type, ObjectNode content) {
    return send(channel, type, Json.object(), content);
  }

  /** Sends a message that answers another. */
  String send(ZMQ.Socket channel, String type, ObjectNode parentHeader, ObjectNode content) {
    Header header = headers.next(type);
    sendFrames(
        channel,
        codec.encode(
            new Message(List.of(), header, parentHeader, Json.object(), content, List.of())));
    return header.id();
  }

  /** Sends a request with metadata, as notebooks do that say which cell it is. */
  String sendWith(ObjectNode metadata, String type, ObjectNode content) {
    Header header = headers.next(type);
    sendFrames(
        shell,
        codec.encode(new Message(List.of(), header, Json.object(), metadata, content, List.of())));
    return header.id();
  }

  /** Sends a request to a subshell. */
  String sendTo(String subshell, String type, ObjectNode content) {
    Header header = headers.next(type);
    header.json().put("subshell_id", subshell);
    sendFrames(
        shell,
        codec.encode(
            new Message(List.of(), header, Json.object(), Json.object(), content, List.of())));
    return header.id();
  }

  /** Frames with the right signature, whatever is in them. */
  List<byte[]> signed(List<byte[]> dicts) {
    var frames = new ArrayList<byte[]>();
    frames.add("<IDS|MSG>".getBytes(UTF_8));
    frames.add(codec.signature(dicts));
    frames.addAll(dicts);
    return frames;
  }

  void sendFrames(ZMQ.Socket channel, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      channel.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  void sendFrames(ZMQ.Socket channel, String... frames) {
    sendFrames(channel, List.of(frames).stream().map(f -> f.getBytes(UTF_8)).toList());
  }

  Message receive(ZMQ.Socket channel) throws Exception {
    var frames = new ArrayList<byte[]>();
    do {
      byte[] frame = channel.recv();
      if (frame == null) {
        throw new AssertionError("No message within " + PATIENCE_MS + " ms");
      }
      frames.add(frame);
    } while (channel.hasReceiveMore());
    return codec.decode(frames);
  }

  @Override
  public void close() {
    context.close();
  }
}
