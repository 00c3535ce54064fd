package dev.whiskbook.kernel.jupyter;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the headers of the messages that this kernel sends: one session id, numbered messages. */
final class Headers {

  static final String PROTOCOL_VERSION = "5.5";

  private static final String USERNAME = "whiskbook";

  /** An identity and no secret, so that it need not wait for SecureRandom at start-up. */
  private final String session =
      new UUID(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong())
          .toString();

  private final AtomicLong count = new AtomicLong();

  Header next(String type) {
    var json = Json.object();
    json.put("msg_id", session + "_" + count.incrementAndGet());
    json.put("session", session);
    json.put("username", USERNAME);
    json.put("date", date(Instant.now()));
    json.put("msg_type", type);
    json.put("version", PROTOCOL_VERSION);
    return new Header(json);
  }

  /**
   * ISO 8601 in UTC with all six digits of the microseconds. Written by hand: loading
   * DateTimeFormatter costs more than anything else here at start-up.
   */
  static String date(Instant instant) {
    var time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    var text = new StringBuilder(27).append(time.toLocalDate());
    digits(text.append('T'), time.getHour(), 10);
    digits(text.append(':'), time.getMinute(), 10);
    digits(text.append(':'), time.getSecond(), 10);
    digits(text.append('.'), time.getNano() / 1000, 100_000);
    return text.append('Z').toString();
  }

  private static void digits(StringBuilder text, int value, int unit) {
    for (int u = unit; u > 0; u /= 10) {
      text.append((char) ('0' + value / u % 10));
    }
  }
}
