package dev.whiskbook.magics.parquet;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import tech.tablesaw.api.Table;

/** Hands the rows of a table, by their numbers, to parquet-java. */
final class TableWriting extends WriteSupport<Integer> {
  private final List<WrittenColumn> columns;
  private RecordConsumer out;

  TableWriting(Table table) {
    columns = table.columns().stream().map(WrittenColumn::of).toList();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, though nothing calls it any more
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    List<Type> types = columns.stream().<Type>map(WrittenColumn::type).toList();
    return new WriteContext(new MessageType("table", types), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    out = recordConsumer;
  }

  @Override
  public void write(Integer row) {
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      WrittenColumn column = columns.get(i);
      if (!column.isMissing(row)) {
        out.startField(column.column().name(), i);
        column.cell().write(out, row);
        out.endField(column.column().name(), i);
      }
    }
    out.endMessage();
  }
}
