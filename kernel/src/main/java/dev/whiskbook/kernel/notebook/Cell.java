package dev.whiskbook.kernel.notebook;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One cell of a notebook: a view of its JSON, which it changes. */
final class Cell {

  private final ObjectNode json;

  /** A cell as the file has it; {@link Notebook} has checked its type and its source. */
  Cell(ObjectNode json) {
    this.json = json;
  }

  /** A new code cell with a tag, not yet executed. */
  static Cell code(String source, String tag) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cell_type", "code").put("id", newId());
    json.putObject("metadata").putArray("tags").add(tag);
    json.set("source", NotebookJson.lines(source));
    var cell = new Cell(json);
    cell.reset();
    return cell;
  }

  /** An id as nbformat makes them: 8 hexadecimal digits. */
  static String newId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  ObjectNode json() {
    return json;
  }

  String source() {
    return NotebookJson.text(json.get("source"));
  }

  boolean isCode() {
    return json.path("cell_type").asString("").equals("code");
  }

  boolean hasTag(String tag) {
    return NotebookJson.strings(json.path("metadata").path("tags")).contains(tag);
  }

  /** Whether the cell has something to execute; nbclient passes over the same cells. */
  boolean isExecutable() {
    return isCode() && !source().isBlank() && !hasTag("skip-execution");
  }

  /** Takes the outputs of an earlier execution away. */
  void reset() {
    json.putNull("execution_count");
    json.putArray("outputs");
    if (json.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("execution");
    }
  }

  void outputs(ArrayNode outputs) {
    json.set("outputs", outputs);
  }

  /** Keeps when the cell was executed, under the names of JupyterLab and nbclient. */
  void executed(int executionCount, Instant started, Instant ended) {
    json.put("execution_count", executionCount);
    ((ObjectNode) json.get("metadata"))
        .putObject("execution")
        .put("iopub.execute_input", started.toString())
        .put("shell.execute_reply", ended.toString());
  }
}
