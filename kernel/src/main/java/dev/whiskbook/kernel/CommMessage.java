package dev.whiskbook.kernel;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What travels over a comm, in either direction.
 *
 * @param data a JSON object, of a form that only the two ends know
 * @param metadata a JSON object, mostly empty; widgets put their version there
 * @param buffers binary attachments
 */
public record CommMessage(ObjectNode data, ObjectNode metadata, List<byte[]> buffers) {

  /** Made at the first use of a comm, since a mapper is dear. */
  private static final class Mapper {
    static final JsonMapper JSON = JsonMapper.shared();
  }

  public CommMessage {
    buffers = List.copyOf(buffers);
  }

  /**
   * A message with this data.
   *
   * @param data a {@link Map} with names as keys, a record, an {@link ObjectNode}, or whatever else
   *     Jackson turns into a JSON object
   * @throws IllegalArgumentException if it does not become a JSON object
   */
  public static CommMessage of(Object data, byte[]... buffers) {
    JsonNode json = data instanceof JsonNode node ? node : Mapper.JSON.valueToTree(data);
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException(
          "The data of a comm must be a JSON object, such as a Map, and not: " + json);
    }
    return new CommMessage(object, JsonNodeFactory.instance.objectNode(), List.of(buffers));
  }
}
