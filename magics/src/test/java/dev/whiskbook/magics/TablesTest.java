package dev.whiskbook.magics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.json.JsonMapper;

class TablesTest {

  @TempDir Path folder;

  private final Table table =
      Table.create(
          "t",
          IntColumn.create("i", 1, 2),
          StringColumn.create("text", "a,\"π\"\nb", ""),
          DoubleColumn.create("x", Double.POSITIVE_INFINITY, Double.NaN));

  @Test
  void csvComesBackAsItWas() {
    Path file = folder.resolve("t.csv");

    Tables.write(table, file);

    Table back = Tables.read(file);
    assertEquals(table.columnNames(), back.columnNames());
    assertEquals("a,\"π\"\nb", back.stringColumn("text").get(0));
    assertEquals(2, back.intColumn("i").get(1));
  }

  @Test
  void jsonLeavesOutWhatIsMissing() throws Exception {
    Path file = folder.resolve("t.json");

    Tables.write(table, file);

    assertEquals(
        "[{\"i\":1,\"text\":\"a,\\\"π\\\"\\nb\",\"x\":\"Infinity\"},{\"i\":2}]",
        JsonMapper.shared().readTree(Files.readString(file)).toString());
  }

  @Test
  void parquetComesBackAsItWas() {
    Path file = folder.resolve("t.parquet");

    Tables.write(table, file);

    assertEquals(table.print(), Tables.read(file).setName("t").print());
  }

  @Test
  void anotherEndingIsOneSentence() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> Tables.write(table, folder.resolve("t.xlsx")));

    assertTrue(
        error.getMessage().contains("written as .csv, .json or .parquet"), error.getMessage());
  }
}
