package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.container.LogSink;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Collects one activation's log lines up to the action's limit. */
final class ActivationLog implements LogSink {
  private static final String INCOMPLETE =
      "The action did not initialize or run as expected. Log data might be missing.";

  /** RFC 3339 with nanoseconds, as the real one's log lines begin. */
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private final long limitBytes;
  private final List<String> lines = new ArrayList<>();
  private long bytes;
  private boolean truncated;

  /** A limit of 0 MB means that nothing is collected. */
  ActivationLog(int limitMb) {
    limitBytes = (long) limitMb << 20;
  }

  @Override
  public synchronized void line(Stream stream, String text) {
    if (truncated || limitBytes == 0) {
      return;
    }
    bytes += text.length() + 1L;
    if (bytes > limitBytes) {
      truncated = true;
      add(
          "Logs were truncated because the total bytes size exceeds the limit of %d bytes."
              .formatted(limitBytes));
    } else {
      add(text);
    }
  }

  /** Notes that the container ended before it had finished. */
  synchronized void incomplete() {
    if (limitBytes > 0) {
      add(INCOMPLETE);
    }
  }

  /** What has been collected; later lines do not change it. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private void add(String text) {
    lines.add(NANOSECONDS.format(Instant.now()) + " " + text);
  }
}
