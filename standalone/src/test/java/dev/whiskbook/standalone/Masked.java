package dev.whiskbook.standalone;

import dev.whiskbook.standalone.entity.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A reply without what differs from run to run: ids, times, sizes, versions, stacks. */
final class Masked {
  private static final Set<String> VOLATILE =
      Set.of(
          "activationId",
          "start",
          "end",
          "duration",
          "updated",
          "size",
          "cause",
          "build",
          "buildno",
          "__OW_ACTIVATION_ID",
          "__OW_API_HOST",
          "__OW_DEADLINE",
          "__OW_TRANSACTION_ID");

  /** Long runs of one letter were recorded by their length. */
  private static final Pattern RUN = Pattern.compile("(.)\\1{399,}");

  private Masked() {}

  static String of(String body) {
    try {
      return mask(Json.MAPPER.readTree(body)).toString();
    } catch (JacksonException e) {
      return body;
    }
  }

  private static JsonNode mask(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case StringNode text -> StringNode.valueOf(text(text.stringValue()));
      case JsonNode other when other.isNumber() ->
          Json.MAPPER.getNodeFactory().numberNode(other.doubleValue());
      default -> node;
    };
  }

  private static JsonNode object(ObjectNode object) {
    ObjectNode masked = Json.object();
    object.propertyNames().stream()
        .sorted()
        .forEach(
            key -> {
              boolean transactionId = key.equals("code") && object.has("error");
              if (VOLATILE.contains(key) || transactionId) {
                masked.put(key, "*");
              } else {
                masked.set(key, mask(object.get(key)));
              }
            });
    return masked;
  }

  private static JsonNode array(ArrayNode array) {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : array) {
      String key = item.path("key").asString("");
      // How long something took is not the same twice, nor whether a container was warm.
      if (!key.equals("waitTime") && !key.equals("initTime")) {
        items.add(mask(item));
      }
    }
    boolean keyed = StreamSupport.stream(array.spliterator(), false).allMatch(n -> n.has("key"));
    if (keyed) {
      items.sort(Comparator.comparing(JsonNode::toString));
    }
    boolean manyIds =
        items.size() > 100 && items.stream().allMatch(n -> n.asString("").equals("<id>"));
    return manyIds
        ? Json.MAPPER.createArrayNode().add(items.size() + " ids")
        : Json.MAPPER.createArrayNode().addAll(items);
  }

  /** Stack frames are the engine's own, and so are the words of a syntax error. */
  private static String text(String text) {
    return RUN.matcher(text)
        .replaceAll(run -> "<" + run.group(1) + "*" + run.group().length() + ">")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "<host>")
        .replaceAll("\\b[0-9a-f]{32}\\b", "<id>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ", "<time> ")
        .replaceAll("(?s)(due to: SyntaxError).*", "$1")
        .replaceAll("(?s)\n\\s+at .*", "");
  }
}
