package dev.whiskbook.magics.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** That other readers understand the files too is tested in tests/clients. */
class ParquetFilesTest {

  private static final Instant INSTANT = Instant.parse("1969-12-31T23:59:59.999Z");
  private static final LocalDateTime TIME = LocalDateTime.parse("2024-02-29T12:34:56.789");

  @TempDir Path folder;

  @Test
  void eachTypeOfColumnComesBackWithItsMissingCells() {
    Table table =
        Table.create(
            "all",
            ShortColumn.create("short").append(Short.MAX_VALUE).appendMissing(),
            IntColumn.create("int").append(-1).appendMissing(),
            LongColumn.create("long", Long.MAX_VALUE, Long.MIN_VALUE),
            FloatColumn.create("float", 1.5f, Float.NaN),
            DoubleColumn.create("run (ms)", Double.NEGATIVE_INFINITY, Double.NaN),
            BooleanColumn.create("boolean", Arrays.asList(true, null)),
            StringColumn.create("text π.\"x\"", "a,\"π\"\n\uD83D\uDE80<b>", ""),
            DateColumn.create("date", Arrays.asList(LocalDate.of(1582, 10, 4), null)),
            TimeColumn.create("time", Arrays.asList(LocalTime.of(23, 59, 59, 999_000_000), null)),
            DateTimeColumn.create("date-time", Arrays.asList(TIME, null)),
            InstantColumn.create("instant", Arrays.asList(INSTANT, null)));

    Table back = roundTrip(table);

    assertEquals(table.columnNames(), back.columnNames());
    for (Column<?> column : table.columns()) {
      Column<?> read = back.column(column.name());
      assertEquals(column.type(), read.type(), column.name());
      assertEquals(column.get(0), read.get(0), column.name());
      assertTrue(read.isMissing(1), column.name());
    }
  }

  @Test
  void tenThousandRowsAndATextOfTenMegabytesComeBack() {
    String large = "x".repeat(10 << 20);
    Table table =
        Table.create(
            "many",
            LongColumn.create("i", IntStream.range(0, 10_000).asLongStream().toArray()),
            StringColumn.create(
                "text",
                IntStream.range(0, 10_000)
                    .mapToObj(i -> i == 5_000 ? large : "t" + i % 7)
                    .toList()));

    Table back = roundTrip(table);

    assertEquals(10_000, back.rowCount());
    assertEquals(table.longColumn("i").asList(), back.longColumn("i").asList());
    assertEquals(table.stringColumn("text").asList(), back.stringColumn("text").asList());
  }

  @Test
  void aTableWithoutRowsKeepsItsColumns() {
    Table back = roundTrip(Table.create("none", IntColumn.create("i"), StringColumn.create("s")));

    assertEquals(List.of("i", "s"), back.columnNames());
    assertEquals(0, back.rowCount());
  }

  @Test
  void aTableWithoutColumnsIsOneSentence() {
    Path file = folder.resolve("t.parquet");

    assertSays("without columns", () -> ParquetFiles.write(Table.create("none"), file));
  }

  @Test
  void whatIsNoParquetIsOneSentence() throws Exception {
    Path text = Files.writeString(folder.resolve("text.parquet"), "i,x\n1,2\n3,4\n5,6\n");
    Path empty = Files.createFile(folder.resolve("empty.parquet"));
    Path cut = folder.resolve("cut.parquet");
    ParquetFiles.write(Table.create("t", IntColumn.create("i", 1, 2)), cut);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    for (Path file : List.of(text, empty, cut)) {
      assertSays(file.getFileName() + " is not a Parquet file", () -> ParquetFiles.read(file));
    }
  }

  private Table roundTrip(Table table) {
    Path file = folder.resolve("t.parquet");
    ParquetFiles.write(table, file);
    return ParquetFiles.read(file);
  }

  private static void assertSays(String words, Runnable action) {
    var error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }
}
