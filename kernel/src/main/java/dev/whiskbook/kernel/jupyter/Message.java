package dev.whiskbook.kernel.jupyter;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of the Jupyter protocol.
 *
 * @param identities to or from whom: routing frames on a ROUTER, the topic on IOPub
 * @param parentHeader the header of the request that it answers; an empty object where there is
 *     none
 * @param buffers binary attachments, such as a widget's
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Messaging in
 *     Jupyter</a>
 */
public record Message(
    List<byte[]> identities,
    Header header,
    ObjectNode parentHeader,
    ObjectNode metadata,
    ObjectNode content,
    List<byte[]> buffers) {

  public Message {
    identities = List.copyOf(identities);
    buffers = List.copyOf(buffers);
  }
}
