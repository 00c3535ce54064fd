package dev.whiskbook.magics.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes a table of a file's row groups, one after the other. */
final class TableReading {

  private TableReading() {}

  /**
   * @throws IllegalArgumentException if a column is of a type that no table has
   */
  static Table all(String name, ParquetFileReader file) throws IOException {
    MessageType schema = file.getFileMetaData().getSchema();
    List<? extends ReadColumn<?>> columns =
        schema.getFields().stream().map(ReadColumn::of).toList();
    MessageColumnIO io =
        new ColumnIOFactory(file.getFileMetaData().getCreatedBy()).getColumnIO(schema);
    for (PageReadStore pages = file.readNextRowGroup();
        pages != null;
        pages = file.readNextRowGroup()) {
      RecordReader<Group> rows = io.getRecordReader(pages, new GroupRecordConverter(schema));
      for (long i = 0; i < pages.getRowCount(); i++) {
        append(rows.read(), columns);
      }
    }
    return Table.create(name, columns.stream().<Column<?>>map(ReadColumn::column).toList());
  }

  private static void append(Group row, List<? extends ReadColumn<?>> columns) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).append(row, i);
    }
  }
}
