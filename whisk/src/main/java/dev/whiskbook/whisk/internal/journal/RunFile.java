package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.WhiskException.Problem;
import dev.whiskbook.whisk.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as a file of its own: the rows of the journal's tables as JSON, row by row, so that neither
 * writing nor reading one holds the whole run in memory.
 */
public final class RunFile {
  private static final String FORMAT = "whiskbook-run";
  private static final int VERSION = 2; // 2 has samples
  private static final List<String> TABLES = List.of("args", "attempt", "result", "sample");

  /** The columns that hold JSON, which is JSON in the file too. */
  private static final List<String> JSON =
      List.of("plan", "definition", "settings", "environment", "json", "value");

  /** One of the values of a longer file. */
  private static final ObjectReader ROW =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RunFile() {}

  /**
   * Writes a run.
   *
   * @throws WhiskException if the journal has none of this id, or the file cannot be written
   */
  public static void write(JournalFile journal, String id, Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      journal.read(
          connection -> {
            write(connection, id, json);
            return null;
          });
    } catch (IOException | JacksonException e) {
      throw new WhiskException(
          Problem.JOURNAL, "The run cannot be written to %s: %s.".formatted(file, e), e);
    }
  }

  private static void write(Connection connection, String id, JsonGenerator json)
      throws SQLException {
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    json.writeNumberProperty("version", VERSION);
    long key;
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM run WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw RunReader.noRun(id);
        }
        key = row.getLong("key");
        json.writeName("run");
        writeRow(row, json);
      }
    }
    for (String table : TABLES) {
      json.writeName(table);
      json.writeStartArray();
      try (PreparedStatement query =
          connection.prepareStatement("SELECT * FROM %s WHERE run = ?".formatted(table))) {
        query.setLong(1, key);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            json.writeRaw('\n');
            writeRow(rows, json);
          }
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeRow(ResultSet row, JsonGenerator json) throws SQLException {
    ResultSetMetaData meta = row.getMetaData();
    json.writeStartObject();
    for (int k = 1; k <= meta.getColumnCount(); k++) {
      String name = meta.getColumnLabel(k);
      if (name.equals("key") || name.equals("run") || name.equals("owner")) {
        continue; // the journal's own, and this machine's
      }
      json.writeName(name);
      if (JSON.contains(name) && row.getString(k) != null) {
        json.writeRawValue(text(row, k));
      } else {
        json.writePOJO(row.getObject(k));
      }
    }
    json.writeEndObject();
  }

  private static String text(ResultSet row, int k) throws SQLException {
    Object value = row.getObject(k);
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value.toString();
  }

  /**
   * Takes a run from a file into the journal.
   *
   * @return its id
   * @throws WhiskException if the file is none of ours, or the journal has a run of this id already
   */
  public static String read(JournalFile journal, Path file) {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = Json.MAPPER.createParser(in)) {
      return journal.write(connection -> read(connection, json, file));
    } catch (IOException e) {
      throw new WhiskException(
          Problem.JOURNAL, "The run cannot be read from %s: %s.".formatted(file, e), e);
    } catch (JacksonException | ClassCastException e) {
      throw noRun(file, e.getMessage(), e);
    }
  }

  private static String read(Connection connection, JsonParser json, Path file)
      throws SQLException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw noRun(file, "it does not begin with {", null);
    }
    String id = null;
    long key = -1;
    boolean ours = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "format" -> ours = FORMAT.equals(json.getString());
        case "version" -> {
          if (json.getIntValue() > VERSION) {
            throw noRun(file, "it was written by a newer Whiskbook", null);
          }
        }
        case "run" -> {
          ObjectNode run = (ObjectNode) ROW.readTree(json);
          id = run.path("id").asString("");
          key = insertRun(connection, run, file, ours);
        }
        default -> {
          if (key < 0 || !TABLES.contains(name)) {
            throw noRun(file, "it has " + name, null);
          }
          insertRows(connection, name, key, json);
        }
      }
    }
    if (key < 0) {
      throw noRun(file, "it has no run", null);
    }
    return id;
  }

  private static long insertRun(Connection connection, ObjectNode run, Path file, boolean ours)
      throws SQLException {
    String id = run.path("id").asString("");
    if (!ours || id.isEmpty()) {
      throw noRun(file, "its format is not " + FORMAT, null);
    }
    try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM run WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet found = query.executeQuery()) {
        if (found.next()) {
          throw new WhiskException(
              Problem.JOURNAL,
              "The journal has a run %s already; '%%runs delete %s' would forget it."
                  .formatted(id, id));
        }
      }
    }
    run.put("owner", new Owner(0, 0).toString());
    if (run.path("state").asString("").equals(RunState.RUNNING.name())) {
      run.put("state", RunState.INTERRUPTED.name());
    }
    insert(connection, "run", run);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT key FROM run WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  private static void insertRows(Connection connection, String table, long key, JsonParser json)
      throws SQLException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      ObjectNode row = (ObjectNode) ROW.readTree(json);
      row.put("run", key);
      insert(connection, table, row);
    }
  }

  private static void insert(Connection connection, String table, ObjectNode row)
      throws SQLException {
    List<Map.Entry<String, JsonNode>> cells = List.copyOf(row.properties());
    String names =
        cells.stream()
            .map(cell -> "\"" + cell.getKey().replaceAll("[^a-z_]", "") + "\"")
            .collect(Collectors.joining(", "));
    String marks = cells.stream().map(_ -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, marks))) {
      for (int k = 0; k < cells.size(); k++) {
        insert.setObject(k + 1, cell(cells.get(k).getKey(), cells.get(k).getValue()));
      }
      insert.executeUpdate();
    }
  }

  private static Object cell(String name, JsonNode value) {
    if (JSON.contains(name)) {
      return value.isNull()
          ? null
          : name.equals("json")
              ? value.toString().getBytes(StandardCharsets.UTF_8)
              : value.toString();
    }
    return switch (value.getNodeType()) {
      case NUMBER -> value.numberValue();
      case BOOLEAN -> value.booleanValue() ? 1 : 0;
      case NULL -> null;
      default -> value.asString();
    };
  }

  private static WhiskException noRun(Path file, String why, Exception cause) {
    return new WhiskException(
        Problem.JOURNAL,
        "%s is no run that '%%runs export' wrote: %s.".formatted(file, why),
        cause);
  }
}
