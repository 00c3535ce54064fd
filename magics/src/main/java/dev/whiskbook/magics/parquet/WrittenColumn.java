package dev.whiskbook.magics.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
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
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** A column of a table, its type in the file, and how one of its cells is written. */
record WrittenColumn(Column<?> column, PrimitiveType type, Cell cell) {

  /** Writes the cell of a row, which is not missing. */
  @FunctionalInterface
  interface Cell {
    void write(RecordConsumer out, int row);
  }

  /** Of texts the empty one, too: large columns do not always know theirs as missing. */
  boolean isMissing(int row) {
    return column.isMissing(row)
        || (column instanceof StringColumn texts && texts.get(row).isEmpty());
  }

  /**
   * @throws IllegalArgumentException if the column's type is not Tablesaw's own
   */
  static WrittenColumn of(Column<?> column) {
    return switch (column) {
      case ShortColumn c ->
          of(c, PrimitiveTypeName.INT32, intType(16, true), (o, i) -> o.addInteger(c.getShort(i)));
      case IntColumn c -> of(c, PrimitiveTypeName.INT32, null, (o, i) -> o.addInteger(c.getInt(i)));
      case LongColumn c -> of(c, PrimitiveTypeName.INT64, null, (o, i) -> o.addLong(c.getLong(i)));
      case FloatColumn c ->
          of(c, PrimitiveTypeName.FLOAT, null, (o, i) -> o.addFloat(c.getFloat(i)));
      case DoubleColumn c ->
          of(c, PrimitiveTypeName.DOUBLE, null, (o, i) -> o.addDouble(c.getDouble(i)));
      case BooleanColumn c ->
          of(c, PrimitiveTypeName.BOOLEAN, null, (o, i) -> o.addBoolean(c.get(i)));
      case StringColumn c ->
          of(
              c,
              PrimitiveTypeName.BINARY,
              stringType(),
              (o, i) -> o.addBinary(Binary.fromString(c.get(i))));
      case DateColumn c ->
          of(
              c,
              PrimitiveTypeName.INT32,
              dateType(),
              (o, i) -> o.addInteger(Math.toIntExact(c.get(i).toEpochDay())));
      case TimeColumn c ->
          of(
              c,
              PrimitiveTypeName.INT64,
              timeType(false, MICROS),
              (o, i) -> o.addLong(c.get(i).getLong(ChronoField.MICRO_OF_DAY)));
      case DateTimeColumn c ->
          of(
              c,
              PrimitiveTypeName.INT64,
              timestampType(false, MICROS),
              (o, i) -> o.addLong(micros(c.get(i))));
      case InstantColumn c ->
          of(
              c,
              PrimitiveTypeName.INT64,
              timestampType(true, MICROS),
              (o, i) -> o.addLong(micros(c.get(i))));
      default ->
          throw new IllegalArgumentException(
              "Column %s: a %s cannot be written as Parquet."
                  .formatted(column.name(), column.type().name()));
    };
  }

  private static WrittenColumn of(
      Column<?> column, PrimitiveTypeName primitive, LogicalTypeAnnotation logical, Cell cell) {
    return new WrittenColumn(
        column, Types.optional(primitive).as(logical).named(column.name()), cell);
  }

  private static long micros(LocalDateTime time) {
    return micros(time.toInstant(ZoneOffset.UTC));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
