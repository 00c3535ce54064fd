package dev.whiskbook.magics.parquet;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
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

/** A column of a table, and how its next cell is taken from a row of the file. */
record ReadColumn<T>(Column<T> column, Cell<T> cell) {

  /** The value of a field that the row has. */
  @FunctionalInterface
  interface Cell<T> {
    T of(Group row, int field);
  }

  void append(Group row, int field) {
    if (row.getFieldRepetitionCount(field) == 0) {
      column.appendMissing();
    } else {
      column.append(cell.of(row, field));
    }
  }

  /**
   * @throws IllegalArgumentException if no table has such a column
   */
  static ReadColumn<?> of(Type type) {
    String name = type.getName();
    if (!type.isPrimitive() || type.isRepetition(Repetition.REPEATED)) {
      throw new IllegalArgumentException(
          "column %s holds lists, maps or groups, and a table has flat columns. Write the file without it, or with its parts as columns."
              .formatted(name));
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
    PrimitiveTypeName physical = primitive.getPrimitiveTypeName();
    boolean is64 = physical == PrimitiveTypeName.INT64;
    return switch (logical) {
      case IntLogicalTypeAnnotation whole -> integers(name, whole, is64);
      case DateLogicalTypeAnnotation _ ->
          column(DateColumn.create(name), (r, i) -> Values.date(r.getInteger(i, 0)));
      case TimeLogicalTypeAnnotation time ->
          column(TimeColumn.create(name), (r, i) -> Values.time(whole(r, i, is64), time.getUnit()));
      case TimestampLogicalTypeAnnotation time when time.isAdjustedToUTC() ->
          column(
              InstantColumn.create(name),
              (r, i) -> Values.instant(r.getLong(i, 0), time.getUnit()));
      case TimestampLogicalTypeAnnotation time ->
          column(
              DateTimeColumn.create(name),
              (r, i) -> Values.dateTime(r.getLong(i, 0), time.getUnit()));
      case DecimalLogicalTypeAnnotation decimal -> decimals(name, decimal.getScale(), physical);
      case Float16LogicalTypeAnnotation _ ->
          column(FloatColumn.create(name), (r, i) -> Values.half(r.getBinary(i, 0)));
      case UUIDLogicalTypeAnnotation _ ->
          column(StringColumn.create(name), (r, i) -> Values.uuid(r.getBinary(i, 0)));
      case null, default -> plain(name, physical);
    };
  }

  private static ReadColumn<?> integers(String name, IntLogicalTypeAnnotation type, boolean is64) {
    if (is64) {
      return type.isSigned()
          ? plain(name, PrimitiveTypeName.INT64)
          : column(DoubleColumn.create(name), (r, i) -> Values.unsigned(r.getLong(i, 0)));
    }
    if (type.getBitWidth() == 32 && !type.isSigned()) {
      return column(LongColumn.create(name), (r, i) -> Integer.toUnsignedLong(r.getInteger(i, 0)));
    }
    boolean isShort = type.getBitWidth() == 8 || (type.getBitWidth() == 16 && type.isSigned());
    return isShort
        ? column(ShortColumn.create(name), (r, i) -> (short) r.getInteger(i, 0))
        : plain(name, PrimitiveTypeName.INT32);
  }

  private static ReadColumn<?> decimals(String name, int scale, PrimitiveTypeName physical) {
    Cell<Double> cell =
        switch (physical) {
          case INT32, INT64 ->
              (r, i) -> Values.decimal(whole(r, i, physical == PrimitiveTypeName.INT64), scale);
          default -> (r, i) -> Values.decimal(r.getBinary(i, 0), scale);
        };
    return column(DoubleColumn.create(name), cell);
  }

  private static ReadColumn<?> plain(String name, PrimitiveTypeName physical) {
    return switch (physical) {
      case BOOLEAN -> column(BooleanColumn.create(name), (r, i) -> r.getBoolean(i, 0));
      case INT32 -> column(IntColumn.create(name), (r, i) -> r.getInteger(i, 0));
      case INT64 -> column(LongColumn.create(name), (r, i) -> r.getLong(i, 0));
      case FLOAT -> column(FloatColumn.create(name), (r, i) -> r.getFloat(i, 0));
      case DOUBLE -> column(DoubleColumn.create(name), (r, i) -> r.getDouble(i, 0));
      case INT96 -> column(DateTimeColumn.create(name), (r, i) -> Values.int96(r.getInt96(i, 0)));
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          column(StringColumn.create(name), (r, i) -> Values.text(name, r.getBinary(i, 0)));
    };
  }

  private static long whole(Group row, int field, boolean is64) {
    return is64 ? row.getLong(field, 0) : row.getInteger(field, 0);
  }

  private static <T> ReadColumn<T> column(Column<T> column, Cell<T> cell) {
    return new ReadColumn<>(column, cell);
  }
}
