package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages: makes their headers, signs and queues them. From any thread. */
final class Publisher {

  private final Headers headers = new Headers();
  private final WireCodec codec;
  private final Sockets sockets;

  Publisher(WireCodec codec, Sockets sockets) {
    this.codec = codec;
    this.sockets = sockets;
  }

  /** Publishes on IOPub, under the message type as topic. */
  void publish(String type, ObjectNode parentHeader, ObjectNode content) {
    var _ = send(Channel.IOPUB, List.of(type.getBytes(UTF_8)), type, parentHeader, content);
  }

  /**
   * Sends to one front end, or on IOPub under a topic.
   *
   * @return the header of what was sent
   */
  Header send(
      Channel channel,
      List<byte[]> identities,
      String type,
      ObjectNode parentHeader,
      ObjectNode content) {
    Header header = headers.next(type);
    send(channel, new Message(identities, header, parentHeader, Json.object(), content, List.of()));
    return header;
  }

  /** Publishes a message that has metadata and binary attachments. */
  void publish(
      String type,
      ObjectNode parentHeader,
      ObjectNode content,
      ObjectNode metadata,
      List<byte[]> buffers) {
    List<byte[]> topic = List.of(type.getBytes(UTF_8));
    var message = new Message(topic, headers.next(type), parentHeader, metadata, content, buffers);
    send(Channel.IOPUB, message);
  }

  /** A message that answers none, for the sockets' own thread to send. */
  List<byte[]> frames(List<byte[]> identities, String type, ObjectNode content) {
    return codec.encode(
        new Message(
            identities, headers.next(type), Json.object(), Json.object(), content, List.of()));
  }

  private void send(Channel channel, Message message) {
    sockets.send(channel, codec.encode(message));
  }

  void awaitRoom() {
    sockets.awaitRoom();
  }
}
