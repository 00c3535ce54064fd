package dev.whiskbook.magics;

import dev.whiskbook.magics.parquet.ParquetFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables to files and back, by the ending of the file's name: {@code .csv}, {@code .json} or {@code
 * .parquet}.
 */
public final class Tables {

  private Tables() {}

  /**
   * Writes a table. CSV is as RFC 4180 has it, with a header; JSON is a list of objects, without
   * the cells that are missing, and with infinite numbers as texts; Parquet has columns of the
   * table's own types, compressed by Snappy, with null for what is missing. To Tablesaw NaN is a
   * missing number, and an empty text a missing one.
   *
   * @throws IllegalArgumentException if the name ends in something else
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Table table, Path file) {
    switch (ending(file)) {
      case "csv" -> table.write().csv(file.toFile());
      case "json" -> writeJson(table, file);
      case "parquet" -> ParquetFiles.write(table, file);
      default -> throw unknown(file);
    }
  }

  /**
   * Reads a table from a CSV file with a header, where the type of each column is guessed from its
   * cells, or from a Parquet file of flat columns, compressed by Snappy, Zstandard, gzip or LZ4_RAW
   * or not at all. Decimals and unsigned integers get the next wider type that Tablesaw has.
   *
   * @throws IllegalArgumentException if the name ends in something else, or no table can be made of
   *     the file
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Table read(Path file) {
    String ending = ending(file);
    if (!ending.equals("csv") && !ending.equals("parquet")) {
      throw unknown(file);
    }
    if (!Files.isReadable(file)) {
      throw new UncheckedIOException(new IOException(file + " cannot be read."));
    }
    return ending.equals("csv") ? Table.read().csv(file.toFile()) : ParquetFiles.read(file);
  }

  private static void writeJson(Table table, Path file) {
    try (var out = Files.newOutputStream(file);
        JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
      json.writeStartArray();
      for (int row = 0; row < table.rowCount(); row++) {
        json.writeRaw('\n');
        writeRow(table.columns(), row, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeRow(List<Column<?>> columns, int row, JsonGenerator json) {
    json.writeStartObject();
    for (Column<?> column : columns) {
      if (!column.isMissing(row)) {
        json.writeName(column.name());
        Object cell = column.get(row);
        boolean infinite =
            column instanceof DoubleColumn numbers && Double.isInfinite(numbers.getDouble(row));
        boolean plain = column instanceof NumericColumn<?> || cell instanceof Boolean;
        json.writePOJO(plain && !infinite ? cell : cell.toString());
      }
    }
    json.writeEndObject();
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static IllegalArgumentException unknown(Path file) {
    return new IllegalArgumentException(
        "%s: tables are written as .csv, .json or .parquet and read from .csv or .parquet."
            .formatted(file));
  }
}
