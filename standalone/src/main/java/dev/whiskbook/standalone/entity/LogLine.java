package dev.whiskbook.standalone.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One line of an activation's log. Its string form is RFC 3339 with nanoseconds, then the text. */
public record LogLine(Instant time, String text) {
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String toString() {
    return NANOSECONDS.format(time) + " " + text;
  }
}
