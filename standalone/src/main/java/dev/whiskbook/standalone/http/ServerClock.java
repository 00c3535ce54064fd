package dev.whiskbook.standalone.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The clock that the throttles' minutes and the {@code Date} header go by. It may run faster than
 * the machine's, so that a minute's throttle can be seen at work within a second; activations keep
 * the machine's times. Its first moment is the machine's.
 */
public final class ServerClock {
  /** The header on every answer of a server whose clock runs faster: how many times. */
  public static final String SPEED = "x-whiskbook-clock-speed";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final int speed;
  private final long startMs = System.currentTimeMillis();

  /**
   * Starts a clock.
   *
   * @param speed how many of its minutes pass in one minute; 1 for the machine's clock
   */
  public ServerClock(int speed) {
    this.speed = speed;
  }

  /** Milliseconds since the epoch. */
  public long nowMs() {
    return startMs + (System.currentTimeMillis() - startMs) * speed;
  }

  int speed() {
    return speed;
  }

  /** As the {@code Date} header has it. */
  String date() {
    return DATE.format(Instant.ofEpochMilli(nowMs()));
  }
}
