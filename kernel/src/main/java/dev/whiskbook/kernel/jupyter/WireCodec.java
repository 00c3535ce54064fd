package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as frames: identities, {@code <IDS|MSG>}, signature, header, parent header, metadata,
 * content, buffers. May be used by any number of threads at once.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol">The
 *     wire protocol</a>
 */
final class WireCodec {

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(US_ASCII);
  private static final int DICTS = 4;

  /** Null for no signing. */
  private final Hmac hmac;

  /**
   * A codec for one connection.
   *
   * @param key the secret of the signatures; with an empty one nothing is signed or verified
   */
  WireCodec(String key) {
    hmac = key.isEmpty() ? null : new Hmac(key.getBytes(UTF_8));
  }

  List<byte[]> encode(Message message) {
    List<byte[]> dicts =
        List.of(
            Json.bytes(message.header().json()),
            Json.bytes(message.parentHeader()),
            Json.bytes(message.metadata()),
            Json.bytes(message.content()));
    var frames = new ArrayList<byte[]>(message.identities());
    frames.add(DELIMITER);
    frames.add(signature(dicts));
    frames.addAll(dicts);
    frames.addAll(message.buffers());
    return frames;
  }

  Message decode(List<byte[]> frames) throws MalformedMessageException {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (delimiter == frames.size()) {
      throw new MalformedMessageException("it has no <IDS|MSG> frame");
    }
    int first = delimiter + 2;
    if (frames.size() < first + DICTS) {
      throw new MalformedMessageException(
          "it has " + (frames.size() - delimiter - 1) + " frames after <IDS|MSG> instead of 5");
    }
    List<byte[]> dicts = frames.subList(first, first + DICTS);
    if (!MessageDigest.isEqual(signature(dicts), frames.get(delimiter + 1))) {
      throw new MalformedMessageException("its signature is not ours");
    }
    ObjectNode header = Json.parse(dicts.get(0), "header");
    if (!header.path("msg_type").isString() || !header.path("msg_id").isString()) {
      throw new MalformedMessageException("its header lacks msg_type or msg_id");
    }
    return new Message(
        frames.subList(0, delimiter),
        new Header(header),
        Json.parse(dicts.get(1), "parent header"),
        Json.parse(dicts.get(2), "metadata"),
        Json.parse(dicts.get(3), "content"),
        frames.subList(first + DICTS, frames.size()));
  }

  /** The signature over the four dictionaries, in hexadecimal digits; empty where none is made. */
  byte[] signature(List<byte[]> dicts) {
    return hmac == null ? new byte[0] : HexFormat.of().formatHex(hmac.of(dicts)).getBytes(US_ASCII);
  }
}
