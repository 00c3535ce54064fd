package dev.whiskbook.magics.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import tech.tablesaw.api.Table;

/** Tables to Parquet files and back. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /**
   * Writes a table, compressed by Snappy; a file that is there is replaced. Cells that are missing
   * are null. Times are in microseconds: an {@code InstantColumn} in UTC, a {@code DateTimeColumn}
   * without a zone.
   *
   * @throws IllegalArgumentException if the table has no columns, or one of a type that is not
   *     Tablesaw's own
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Table table, Path file) {
    if (table.columnCount() == 0) {
      throw new IllegalArgumentException(
          file + ": a table without columns cannot be written as Parquet.");
    }
    try (ParquetWriter<Integer> writer = new Rows(table, file).build()) {
      for (int row = 0; row < table.rowCount(); row++) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table of flat columns. Unsigned integers and decimals become the next wider type that
   * Tablesaw has, times have its precision of milliseconds, nulls are missing cells.
   *
   * @throws IllegalArgumentException if it is no whole Parquet file, or a column holds lists,
   *     groups or bytes that are no text
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Table read(Path file) {
    ParquetReadOptions options =
        new ParquetReadOptions.Builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return TableReading.all(file.getFileName().toString(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) { // parquet-java throws all kinds of them where a file is damaged
      throw new IllegalArgumentException(
          "%s cannot be read as Parquet: %s".formatted(file, reason(e, file)), e);
    }
  }

  /** What is wrong, not where the library noticed: it wraps that several times. */
  private static String reason(Throwable e, Path file) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? "it is damaged (%s).".formatted(cause.getClass().getSimpleName())
        : cause
            .getMessage()
            .replaceAll(
                "org\\.apache\\.parquet\\.io\\.LocalInputFile@\\w+", file.getFileName().toString());
  }

  private static final class Rows extends ParquetWriter.Builder<Integer, Rows> {
    private final Table table;

    Rows(Table table, Path file) {
      super(new LocalOutputFile(file));
      this.table = table;
      withConf(new PlainParquetConfiguration());
      withCodecFactory(new Codecs());
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    }

    @Override
    protected Rows self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, though nothing calls it any more
    protected TableWriting getWriteSupport(Configuration conf) {
      return new TableWriting(table);
    }

    @Override
    protected TableWriting getWriteSupport(ParquetConfiguration conf) {
      return new TableWriting(table);
    }
  }
}
