package dev.whiskbook.magics.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** Values as Parquet's logical types encode them. */
final class Values {

  private Values() {}

  static LocalDate date(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }

  static LocalTime time(long ofDay, TimeUnit unit) {
    return LocalTime.MIDNIGHT.plus(ofDay, chrono(unit));
  }

  static Instant instant(long sinceEpoch, TimeUnit unit) {
    return Instant.EPOCH.plus(sinceEpoch, chrono(unit));
  }

  static LocalDateTime dateTime(long sinceEpoch, TimeUnit unit) {
    return LocalDateTime.ofInstant(instant(sinceEpoch, unit), ZoneOffset.UTC);
  }

  /** Nanoseconds of the day, then the Julian day: the times of Impala and old versions of Spark. */
  static LocalDateTime int96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, bytes.getInt());
    return day.atStartOfDay().plusNanos(nanos);
  }

  static float half(Binary value) {
    return Float.float16ToFloat(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort());
  }

  static double unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value)).doubleValue();
  }

  static double decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).doubleValue();
  }

  static double decimal(Binary unscaled, int scale) {
    return new BigDecimal(new BigInteger(unscaled.getBytes()), scale).doubleValue();
  }

  static String uuid(Binary value) {
    ByteBuffer bytes = value.toByteBuffer();
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static String text(String column, Binary value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException _) {
      throw new IllegalArgumentException(
          "column %s holds bytes that are no text in UTF-8. Write the file without it, or with its bytes in base64."
              .formatted(column));
    }
  }

  private static ChronoUnit chrono(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
