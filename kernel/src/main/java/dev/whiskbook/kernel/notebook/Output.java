package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One output of a cell, of the four kinds that nbformat 4 has. */
sealed interface Output {

  /** The output as the file holds it. */
  ObjectNode toJson();

  private static ObjectNode ofType(String type) {
    return JsonNodeFactory.instance.objectNode().put("output_type", type);
  }

  /** Text that grows as long as nothing else comes between. */
  record Stream(StreamName name, StringBuilder text) implements Output {
    @Override
    public ObjectNode toJson() {
      ObjectNode json = ofType("stream").put("name", name.wireName());
      json.set("text", NotebookJson.lines(TerminalText.asShown(text.toString())));
      return json;
    }
  }

  /**
   * Rich content: {@code execute_result} where it has an execution count, {@code display_data}
   * where it has none.
   *
   * @param displayId the name under which it can be replaced; the file does not hold it
   */
  record Data(MimeBundle bundle, OptionalInt executionCount, Optional<String> displayId)
      implements Output {

    /** What nbformat splits into lines, beside all that begins with {@code text/}. */
    private static final Set<String> SPLIT = Set.of("application/javascript", "image/svg+xml");

    @Override
    public ObjectNode toJson() {
      ObjectNode json = ofType(executionCount.isPresent() ? "execute_result" : "display_data");
      executionCount.ifPresent(count -> json.put("execution_count", count));
      ObjectNode data = json.putObject("data");
      for (Map.Entry<String, JsonNode> entry : bundle.data().entrySet()) {
        String type = entry.getKey();
        JsonNode content = entry.getValue();
        boolean split = content.isString() && (type.startsWith("text/") || SPLIT.contains(type));
        data.set(type, split ? NotebookJson.lines(content.asString()) : content);
      }
      ObjectNode metadata = json.putObject("metadata");
      bundle.metadata().forEach(metadata::set);
      return json;
    }
  }

  /** What ended the cell. */
  record Failure(CellError error) implements Output {
    @Override
    public ObjectNode toJson() {
      ObjectNode json = ofType("error").put("ename", error.ename()).put("evalue", error.evalue());
      ArrayNode traceback = json.putArray("traceback");
      error.traceback().forEach(traceback::add);
      return json;
    }
  }
}
