package dev.whiskbook.kernel.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notebook file in memory. It reads nbformat 4.0 to 4.5 and is itself always a valid 4.5: cells
 * without an id get one. Not thread-safe.
 */
public final class Notebook {

  private static final int MAJOR = 4;
  private static final int MINOR = 5;
  private static final Set<String> CELL_TYPES = Set.of("code", "markdown", "raw");

  private final ObjectNode json;
  private final List<Cell> cells = new ArrayList<>();

  private Notebook(ObjectNode json) {
    this.json = json;
  }

  /** The sources of the code cells, in their order. */
  public List<String> codeSources() {
    return cells().stream().filter(Cell::isCode).map(Cell::source).toList();
  }

  /**
   * Reads a file.
   *
   * @throws NotebookException if it is missing, no notebook, of another format or another language
   */
  public static Notebook read(Path file) throws NotebookException {
    try {
      return parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new NotebookException("There is no notebook " + file + ".", e);
    } catch (IOException e) {
      throw new NotebookException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the content of a file.
   *
   * @param name what messages call it
   */
  static Notebook parse(String name, String content) throws NotebookException {
    JsonNode root;
    try {
      root = NotebookJson.MAPPER.readTree(content);
    } catch (JacksonException e) {
      throw new NotebookException(
          "%s is no notebook: it is no JSON from line %d on (%s)."
              .formatted(name, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
    if (!(root instanceof ObjectNode json) || !json.path("nbformat").isInt()) {
      throw new NotebookException(
          name + " is no notebook: it is JSON, but names no \"nbformat\" at its top.");
    }
    checkVersion(name, json);
    checkLanguage(name, json);
    var notebook = new Notebook(json);
    notebook.readCells(name);
    notebook.json.put("nbformat", MAJOR).put("nbformat_minor", MINOR);
    return notebook;
  }

  private static void checkVersion(String name, ObjectNode json) throws NotebookException {
    int major = json.get("nbformat").asInt();
    int minor = json.path("nbformat_minor").asInt(0);
    if (major < MAJOR) {
      throw new NotebookException(
          "%s is in notebook format %d; convert it with: jupyter nbconvert --to notebook --nbformat 4 %s"
              .formatted(name, major, name));
    }
    if (major > MAJOR || minor > MINOR) {
      throw new NotebookException(
          "%s is in notebook format %d.%d, and the newest that Whiskbook knows is %d.%d: save it in that one."
              .formatted(name, major, minor, MAJOR, MINOR));
    }
  }

  private static void checkLanguage(String name, ObjectNode json) throws NotebookException {
    JsonNode metadata = json.path("metadata");
    String language =
        metadata
            .path("kernelspec")
            .path("language")
            .asString(metadata.path("language_info").path("name").asString("java"));
    if (!language.toLowerCase(Locale.ROOT).equals("java")) {
      throw new NotebookException(
          "%s is a notebook in %s, and Whiskbook runs Java.".formatted(name, language));
    }
  }

  private void readCells(String name) throws NotebookException {
    if (!(json.get("metadata") instanceof ObjectNode)) {
      json.putObject("metadata");
    }
    if (!(json.get("cells") instanceof ArrayNode array)) {
      throw new NotebookException(name + " is no notebook: it has no list of \"cells\".");
    }
    var ids = new HashSet<String>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof ObjectNode cell)
          || !CELL_TYPES.contains(cell.path("cell_type").asString(""))
          || !NotebookJson.isMultilineString(cell.get("source"))) {
        throw new NotebookException(
            "%s is damaged: its cell %d has no \"cell_type\" that is one of code, markdown and raw, or no text as its \"source\"."
                .formatted(name, i + 1));
      }
      String id = cell.path("id").asString("");
      if (id.isEmpty() || !ids.add(id)) {
        cell.put("id", Cell.newId());
      }
      complete(cell);
      cells.add(new Cell(cell));
    }
  }

  /** Adds the parts that the format demands and that some writers leave out. */
  private static void complete(ObjectNode cell) {
    if (!(cell.get("metadata") instanceof ObjectNode)) {
      cell.putObject("metadata");
    }
    if (cell.path("cell_type").asString("").equals("code")) {
      if (!(cell.get("outputs") instanceof ArrayNode)) {
        cell.putArray("outputs");
      }
      if (!cell.has("execution_count")) {
        cell.putNull("execution_count");
      }
    }
  }

  List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  void insert(int index, Cell cell) {
    cells.add(index, cell);
  }

  void remove(int index) {
    cells.remove(index);
  }

  ObjectNode metadata() {
    return (ObjectNode) json.get("metadata");
  }

  /** The content of the file that {@link #write} writes. */
  String toJson() {
    ArrayNode array = json.putArray("cells");
    cells.forEach(cell -> array.add(cell.json()));
    return NotebookJson.write(json);
  }

  /** Writes the file in one step: who reads it sees the former content or the new one. */
  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path written = folder.resolve("." + file.getFileName() + "." + Cell.newId());
    try {
      Files.writeString(written, toJson(), StandardCharsets.UTF_8);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
